/** What the renewal of the certificate asks of the tenant, as the composition root provides it. */
import type { GrantCheck } from '../contract/registration-requests.ts';
import type { Result } from '../contract/result.ts';
import type { TenantAddress } from '../contract/settings.ts';
import type { TenantCredential } from './sides.ts';

export interface TenantKeys {
  /** Registers `next`, which `current` vouches for. @returns the id of the key in the tenant */
  addKey(
    tenant: TenantAddress,
    objectId: string,
    current: TenantCredential,
    next: TenantCredential,
    signal: AbortSignal,
  ): Promise<Result<string>>;
  removeKey(
    tenant: TenantAddress,
    objectId: string,
    credential: TenantCredential,
    keyId: string,
    signal: AbortSignal,
  ): Promise<Result<void>>;
  /** The id that the registration gives the key of this certificate. */
  keyIdOf(certificatePem: string): string;
  /** Signs in anew. @returns what was granted; null when that cannot be told */
  signIn(tenant: TenantAddress, credential: TenantCredential, signal: AbortSignal): Promise<Result<GrantCheck | null>>;
}
