/** The certificate authorities this machine trusts: those that come with the runtime, and those an administrator installed. */
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';

/** Every one who draws up a set-up may name authorities of its own; the settings in force name one or two. */
const mostRemembered = 8;

/**
 * Preparing more than a hundred certificates takes as long as everything else about a connection, so it is done once for each that the
 * settings add, when it is first needed. A certificate that is installed while the agent runs counts from its next start.
 * @returns the trust of this machine and of the given authorities (PEM) on top of it
 */
export function createTrust(): (own: string | null) => SecureContext {
  let machine: readonly string[] | null = null;
  const remembered = new Map<string | null, SecureContext>();
  return (own) => {
    const known = remembered.get(own);
    if (known !== undefined) return known;
    machine ??= authoritiesOfMachine();
    const ca = own === null ? [...machine] : [...machine, own];
    const context = createSecureContext({ ca, minVersion: 'TLSv1.2' });
    if (remembered.size >= mostRemembered) remembered.clear();
    remembered.set(own, context);
    return context;
  };
}

/** PEM, each certificate once however its lines are broken. */
function authoritiesOfMachine(): readonly string[] {
  const found = [...getCACertificates('default'), ...getCACertificates('system')];
  return [...new Map(found.map((pem) => [pem.replace(/\s/g, ''), pem])).values()];
}
