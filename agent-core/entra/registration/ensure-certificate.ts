/** Registers this agent's certificate with the application, and leaves those of other agents alone. */
import { createHash, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { type Result, succeed } from '../../contract/result.ts';
import { repeatStep } from '../repeat-step.ts';
import type { Application } from './find-application.ts';
import type { RegistrationGraph } from './registration-graph.ts';

const keysSchema = z.object({ keyCredentials: z.array(z.looseObject({ keyId: z.string() })) });

export function ensureCertificate(
  session: RegistrationGraph,
  application: Application,
  certificatePem: string,
): Promise<Result<void>> {
  return changeKeys(session, application, (keys) => {
    const own = keyCredentialOf(certificatePem);
    return keys.some(({ keyId }) => keyId === own.keyId) ? keys : [...keys, own];
  });
}

/** Takes this agent's certificate away again. */
export function removeCertificate(
  session: RegistrationGraph,
  application: Application,
  certificatePem: string,
): Promise<Result<void>> {
  const ownKeyId = keyIdOf(certificatePem);
  return changeKeys(session, application, (keys) => keys.filter(({ keyId }) => keyId !== ownKeyId));
}

type Key = Readonly<Record<string, unknown>> & { readonly keyId: string };

/** The list is written as a whole, so it is read first: what is not named would be lost. */
function changeKeys(
  { graph, patience, signal }: RegistrationGraph,
  { id }: Application,
  change: (keys: readonly Key[]) => readonly Key[],
): Promise<Result<void>> {
  const step = async (): Promise<Result<void>> => {
    const read = await graph.get(`/applications/${id}?$select=id,keyCredentials`, keysSchema, signal);
    if (!read.ok) return read;
    const keys = read.value.keyCredentials;
    const wanted = change(keys);
    if (wanted.length === keys.length) return succeed(undefined);
    return graph.patch(`/applications/${id}`, { keyCredentials: wanted }, signal);
  };
  return repeatStep(step, patience, signal);
}

export function keyCredentialOf(certificatePem: string) {
  const certificate = new X509Certificate(certificatePem);
  return {
    type: 'AsymmetricX509Cert',
    usage: 'Verify',
    keyId: keyIdOf(certificatePem),
    displayName: 'Bridgehead agent',
    key: certificate.raw.toString('base64'),
  };
}

/** Made from the certificate, so that the agent knows its own key again without being allowed to read the application. */
export function keyIdOf(certificatePem: string): string {
  const hash = createHash('sha256').update(new X509Certificate(certificatePem).raw).digest('hex');
  // The form of RFC 9562, section 5.8: version 8, for ids of one's own making.
  const groups = [hash.slice(0, 8), hash.slice(8, 12), `8${hash.slice(13, 16)}`, `a${hash.slice(17, 20)}`];
  return [...groups, hash.slice(20, 32)].join('-');
}
