/**
 * One look at the certificate: makes a new one at two thirds of its life, registers it by proof of the old one, keeps both until
 * the new one has signed in, then takes the old one out of the tenant. Every step is stored before the next, so that the agent
 * may end anywhere; whatever fails, the old key goes on and the next look tries again.
 */
import type { Problem } from '../contract/problem.ts';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import type { TenantAddress } from '../contract/settings.ts';
import type { Clock } from '../sync/clock.ts';
import type { AgentLog } from './agent-log.ts';
import { type CertificateLife, renewAfter } from './certificate-life.ts';
import type { CredentialStore, StoredCredentials } from './credential-store.ts';
import type { TenantCredential } from './sides.ts';
import type { TenantKeys } from './tenant-keys.ts';

export interface RenewalParts {
  readonly credentials: CredentialStore;
  readonly keys: TenantKeys;
  readonly clock: Clock;
  readonly log: AgentLog;
  readonly createCredential: () => Promise<TenantCredential>;
  readonly describeCertificate: (pem: string) => CertificateLife & { readonly thumbprintSha256: string };
  /** Called when another key is in use. */
  readonly onRenewed: () => void;
}

export interface RenewalTarget {
  readonly tenant: TenantAddress;
  /** Of the application; null when nobody told the agent. */
  readonly objectId: string | null;
}

/** @returns why a renewal that is due could not be completed; the key in use is still good */
export async function renewCertificate(
  parts: RenewalParts,
  { tenant, objectId }: RenewalTarget,
  signal: AbortSignal,
): Promise<Problem | null> {
  const stored = parts.credentials.readAll();
  if (!stored.ok || stored.value === null) return null;
  const { current, next, retiredKeyId } = stored.value;
  const isDue = renewAfter(parts.describeCertificate(current.certificatePem)) <= parts.clock.now();
  if (!isDue && next === null && retiredKeyId === null) return null;
  if (objectId === null) return problem('certificate.cannot-renew', `application ${tenant.clientId}`);
  const renewed = await carryOn(parts, stored.value, { tenant, objectId }, signal);
  return renewed.ok ? null : problem('certificate.renewal-failed', describe(renewed.problem));
}

const describe = ({ title, detail, code }: Problem) => `${title} ${detail} [${code}]`;

interface KnownTarget {
  readonly tenant: TenantAddress;
  readonly objectId: string;
}

async function carryOn(
  parts: RenewalParts,
  stored: StoredCredentials,
  target: KnownTarget,
  signal: AbortSignal,
): Promise<Result<void>> {
  if (stored.retiredKeyId !== null) return retire(parts, stored, target, signal);
  if (stored.next === null) {
    const next = { ...(await parts.createCredential()), keyId: null };
    const kept = store(parts, { ...stored, next });
    return kept.ok ? register(parts, kept.value, target, signal) : kept;
  }
  const signedIn = await parts.keys.signIn(target.tenant, stored.next, signal);
  if (signedIn.ok) return switchOver(parts, stored, target, signal);
  // A reply may have been lost, or the tenant is still spreading the key: only one that was never added is added.
  const isUnknown = stored.next.keyId === null && signedIn.problem.code === 'tenant.certificate-refused';
  return isUnknown ? register(parts, stored, target, signal) : signedIn;
}

async function register(
  parts: RenewalParts,
  stored: StoredCredentials,
  { tenant, objectId }: KnownTarget,
  signal: AbortSignal,
): Promise<Result<void>> {
  const { current, next } = stored;
  if (next === null) return succeed(undefined);
  const added = await parts.keys.addKey(tenant, objectId, current, next, signal);
  if (!added.ok) return added;
  parts.log.info('a new certificate was registered; the old one stays until the new one has signed in');
  const kept = store(parts, { ...stored, next: { ...next, keyId: added.value } });
  if (!kept.ok) return kept;
  const signedIn = await parts.keys.signIn(tenant, next, signal);
  if (signedIn.ok) return switchOver(parts, kept.value, { tenant, objectId }, signal);
  // That takes minutes in a real tenant, and is no failure: the next look tries again.
  return signedIn.problem.code === 'tenant.certificate-refused' ? succeed(undefined) : signedIn;
}

async function switchOver(
  parts: RenewalParts,
  { current, next }: StoredCredentials,
  target: KnownTarget,
  signal: AbortSignal,
): Promise<Result<void>> {
  if (next === null) return succeed(undefined);
  const retiredKeyId = current.keyId ?? parts.keys.keyIdOf(current.certificatePem);
  const kept = store(parts, { current: next, next: null, retiredKeyId });
  if (!kept.ok) return kept;
  parts.onRenewed();
  parts.log.info('the new certificate is in use', {
    notAfter: parts.describeCertificate(next.certificatePem).notAfter,
  });
  return retire(parts, kept.value, target, signal);
}

async function retire(
  parts: RenewalParts,
  stored: StoredCredentials,
  { tenant, objectId }: KnownTarget,
  signal: AbortSignal,
): Promise<Result<void>> {
  if (stored.retiredKeyId === null) return succeed(undefined);
  const removed = await parts.keys.removeKey(tenant, objectId, stored.current, stored.retiredKeyId, signal);
  // One that an administrator took away, or registered under an id of their own, is not there by this id.
  const isGone = !removed.ok && ['tenant.not-found', 'tenant.refused-value'].includes(removed.problem.code);
  if (!removed.ok && !isGone) return removed;
  parts.log.info(
    isGone ? 'the old certificate is not known by its id; it ends by itself' : 'the old certificate is gone',
  );
  const kept = store(parts, { ...stored, retiredKeyId: null });
  return kept.ok ? succeed(undefined) : kept;
}

function store({ credentials }: RenewalParts, stored: StoredCredentials): Result<StoredCredentials> {
  const written = credentials.writeAll(stored);
  return written.ok ? succeed(stored) : fail(written.problem);
}
