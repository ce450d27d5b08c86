/** The agent's key and certificate: those there are while they can be used, new ones otherwise. */
import { type Result, succeed } from '../contract/result.ts';
import type { Clock } from '../sync/clock.ts';
import type { AgentStatus } from './agent-status.ts';
import type { CertificateLife } from './certificate-life.ts';
import type { CredentialStore } from './credential-store.ts';
import type { Pairing } from './pairing.ts';
import type { TenantCredential } from './sides.ts';

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

export interface EnsuredCredential {
  readonly credential: TenantCredential;
  /** The one before was damaged, and is kept aside. */
  readonly replacesDamaged: boolean;
}

/** Problems: secret.unreadable, data.write-failed. */
export async function ensureCredential(parts: CertificateParts & CertificateUsers): Promise<Result<EnsuredCredential>> {
  const { credentials, clock, createCredential, describeCertificate, pairing, status } = parts;
  const isGood = (found: TenantCredential | 'damaged' | null): found is TenantCredential =>
    found !== null && found !== 'damaged' && describeCertificate(found.certificatePem).notAfter > clock.now();
  const stored = readOrDamaged(credentials);
  if (!stored.ok) return stored;
  if (isGood(stored.value)) return succeed({ credential: stored.value, replacesDamaged: false });
  const created = await createCredential();
  // Making a key takes a moment, in which another request may have made one that somebody registers already.
  const meanwhile = readOrDamaged(credentials);
  if (!meanwhile.ok) return meanwhile;
  if (isGood(meanwhile.value)) return succeed({ credential: meanwhile.value, replacesDamaged: false });
  const replacesDamaged = meanwhile.value === 'damaged';
  const madeRoom = replacesDamaged ? credentials.setAside(clock.now()) : succeed(undefined);
  if (!madeRoom.ok) return madeRoom;
  const written = credentials.write(created);
  if (!written.ok) return written;
  pairing.forget();
  status.report('certificate', null);
  return succeed({ credential: created, replacesDamaged });
}

/** A damaged one is replaced; one that cannot be read for now may be good. */
function readOrDamaged(credentials: CredentialStore): Result<TenantCredential | 'damaged' | null> {
  const stored = credentials.read();
  return !stored.ok && stored.problem.code === 'certificate.damaged' ? succeed('damaged') : stored;
}
