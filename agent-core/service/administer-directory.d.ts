/** What an administrator may do in a directory through the agent, as the composition root provides it. */
import type {
  EnsuredManagedAccount,
  ManagedAccountReport,
  ManagedWish,
  RemovedManagedAccount,
} from '../contract/account-requests.ts';
import { type Result } from '../contract/result.ts';
import type { DomainAddress, OtherEntry, RemovedEntry, RightsTable, RightsWish } from '../contract/rights-requests.ts';
import { Secret } from '../contract/secret.ts';
import type { DomainSettings } from '../contract/settings.ts';
import type { SettingsStore } from '../storage/settings-store.ts';
export interface DirectoryRights {
  preview(wish: RightsWish, signal: AbortSignal): Promise<Result<RightsTable>>;
  apply(
    wish: RightsWish,
    signal: AbortSignal,
  ): Promise<
    Result<
      RightsTable & {
        readonly added: number;
      }
    >
  >;
  remove(
    account: string,
    signal: AbortSignal,
  ): Promise<
    Result<{
      readonly removed: readonly RemovedEntry[];
      readonly others: readonly OtherEntry[];
    }>
  >;
}
export interface ManagedAccounts {
  inspect(wish: ManagedWish, signal: AbortSignal): Promise<Result<ManagedAccountReport>>;
  ensure(wish: ManagedWish, mayCreate: boolean, signal: AbortSignal): Promise<Result<EnsuredManagedAccount>>;
  remove(wish: ManagedWish, signal: AbortSignal): Promise<Result<RemovedManagedAccount>>;
}
export interface DirectoryAdministration {
  readonly rights: DirectoryRights;
  readonly accounts: ManagedAccounts;
}
/** Contacts nothing by itself. The password is used for the connection of each piece of work, and kept nowhere. */
export type AdministerDirectory = (settings: DomainSettings, password: Secret) => DirectoryAdministration;
export interface AdministrationParts {
  readonly settingsStore: Pick<SettingsStore, 'read'>;
  readonly administerDirectory: AdministerDirectory;
}
interface AsAdministrator {
  readonly domain: DomainAddress;
  readonly administrator: {
    readonly account: string;
    readonly password: string;
  };
}
/** Problem: setup.unknown-domain. */
export declare function administrationOf(
  { domain, administrator }: AsAdministrator,
  { settingsStore, administerDirectory }: AdministrationParts,
): Result<DirectoryAdministration>;
