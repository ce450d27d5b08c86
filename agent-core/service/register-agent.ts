/** What the set-up does in a tenant for a person who signed in, as the composition root provides it. */
import type { GrantCheck, Registration, TenantDraft, TenantInspection } from '../contract/registration-requests.ts';
import type { Result } from '../contract/result.ts';
import type { Secret } from '../contract/secret.ts';
import type { TenantAddress } from '../contract/settings.ts';
import type { SetupStep } from '../contract/setup-progress.ts';
import type { TenantCredential } from './sides.ts';

export interface ApplyOptions {
  /** Marks what is created as this agent's. */
  readonly agentId: string;
  readonly credential: TenantCredential;
  readonly follow: <Value>(step: SetupStep, work: () => Promise<Result<Value>>) => Promise<Result<Value>>;
}

/** The access token is used for the one call and kept nowhere (rule R33). */
export interface Registrar {
  inspect(tenant: TenantDraft, accessToken: Secret, signal: AbortSignal): Promise<Result<TenantInspection>>;
  apply(
    tenant: TenantDraft,
    accessToken: Secret,
    options: ApplyOptions,
    signal: AbortSignal,
  ): Promise<Result<Registration>>;
  remove(
    tenant: TenantDraft,
    accessToken: Secret,
    own: { readonly agentId: string; readonly certificatePem: string | null },
    signal: AbortSignal,
  ): Promise<Result<void>>;
  /** @returns null when what was granted cannot be told */
  check(tenant: TenantAddress, credential: TenantCredential, signal: AbortSignal): Promise<Result<GrantCheck | null>>;
  script(tenant: TenantDraft, agentId: string, certificatePem: string): string;
}
