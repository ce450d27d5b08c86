/** The two sides of a configured agent, as the composition root connects them. */
import type { Result } from '../contract/result.ts';
import type { Secret } from '../contract/secret.ts';
import type { DomainSettings, Settings } from '../contract/settings.ts';
import type { DirectoryMemory } from '../sync/directory-memory.ts';
import type { DirectorySource } from '../sync/directory-source.ts';
import type { TenantReader, TenantWriter } from '../sync/tenant.ts';

export interface TenantCredential {
  readonly certificatePem: string;
  readonly privateKeyPem: Secret;
}

export interface DomainCredential {
  readonly domain: DomainSettings;
  /** Null where the agent runs as the account. */
  readonly password: Secret | null;
}

export interface Sides {
  /** One for each domain, in the order of the settings. */
  readonly directories: readonly (DirectorySource & { verify(signal: AbortSignal): Promise<Result<void>> })[];
  readonly tenant: TenantReader & TenantWriter;
}

/** Contacts nothing by itself. */
export type ConnectSides = (
  settings: Settings,
  domains: readonly DomainCredential[],
  credential: TenantCredential,
) => Sides;

/** The same, with what is remembered of the directories between runs. */
export type ConnectWithMemory = (...given: [...Parameters<ConnectSides>, memory: DirectoryMemory]) => Sides;
