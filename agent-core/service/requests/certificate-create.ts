/** certificate.create: makes the agent's key and certificate if there is none that can be used, and shows the public half. */
import { type Result, succeed } from '../../contract/result.ts';
import type { Clock } from '../../sync/clock.ts';
import type { AgentStatus } from '../agent-status.ts';
import type { CertificateLife } from '../certificate-life.ts';
import type { CredentialStore } from '../credential-store.ts';
import type { Pairing } from '../pairing.ts';
import type { Responder } from '../responder.ts';
import type { TenantCredential } from '../sides.ts';

export interface CertificateParts {
  readonly credentials: CredentialStore;
  readonly clock: Clock;
  readonly createCredential: () => Promise<TenantCredential>;
  readonly describeCertificate: (pem: string) => CertificateLife & { readonly thumbprintSha256: string };
}

/** Who has to know that there is a new one. */
export interface CertificateUsers {
  readonly pairing: Pick<Pairing, 'forget'>;
  readonly status: Pick<AgentStatus, 'report'>;
}

export const createCertificate =
  ({
    credentials,
    clock,
    createCredential,
    describeCertificate,
    pairing,
    status,
  }: CertificateParts & CertificateUsers): Responder<'certificate.create'> =>
  async () => {
    const describe = ({ certificatePem }: TenantCredential, replacesDamaged = false) => {
      const { thumbprintSha256, notAfter } = describeCertificate(certificatePem);
      return succeed({ certificatePem, thumbprintSha256, notAfter, replacesDamaged });
    };
    const isValid = ({ certificatePem }: TenantCredential) =>
      describeCertificate(certificatePem).notAfter > clock.now();
    const stored = readOrDamaged(credentials);
    if (!stored.ok) return stored;
    if (stored.value !== null && stored.value !== 'damaged' && isValid(stored.value)) return describe(stored.value);
    const created = await createCredential();
    // Making a key takes a moment, in which another request may have made one that somebody registers already.
    const meanwhile = readOrDamaged(credentials);
    if (!meanwhile.ok) return meanwhile;
    const isDamaged = meanwhile.value === 'damaged';
    if (meanwhile.value !== null && meanwhile.value !== 'damaged' && isValid(meanwhile.value))
      return describe(meanwhile.value);
    const madeRoom = isDamaged ? credentials.setAside(clock.now()) : succeed(undefined);
    if (!madeRoom.ok) return madeRoom;
    const written = credentials.write(created);
    if (!written.ok) return written;
    pairing.forget();
    status.report('certificate', null);
    return describe(created, isDamaged);
  };

/** A damaged one is replaced; one that cannot be read for now may be good. */
function readOrDamaged(credentials: CredentialStore): Result<TenantCredential | 'damaged' | null> {
  const stored = credentials.read();
  return !stored.ok && stored.problem.code === 'certificate.damaged' ? succeed('damaged') : stored;
}
