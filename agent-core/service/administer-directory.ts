/** What an administrator may do in a directory through the agent, as the composition root provides it. */

import type {
  EnsuredManagedAccount,
  ManagedAccountReport,
  ManagedWish,
  RemovedManagedAccount,
} from '../contract/account-requests.ts';
import type { AuditAct } from '../contract/audit-requests.ts';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import type { DomainAddress, OtherEntry, RemovedEntry, RightsTable, RightsWish } from '../contract/rights-requests.ts';
import { Secret } from '../contract/secret.ts';
import type { DomainSettings } from '../contract/settings.ts';
import { isSignInRefusal } from '../contract/sign-in-refusals.ts';
import type { SettingsStore } from '../storage/settings-store.ts';
import type { AgentLog } from './agent-log.ts';
import type { Audit } from './audit.ts';
import { describeCaller } from './describe-caller.ts';
import type { Caller } from './responder.ts';

export interface DirectoryRights {
  preview(wish: RightsWish, signal: AbortSignal): Promise<Result<RightsTable>>;
  apply(wish: RightsWish, signal: AbortSignal): Promise<Result<RightsTable & { readonly added: number }>>;
  remove(
    account: string,
    signal: AbortSignal,
  ): Promise<Result<{ readonly removed: readonly RemovedEntry[]; readonly others: readonly OtherEntry[] }>>;
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
  readonly audit: Audit;
  readonly log: AgentLog;
}

export interface AsAdministrator {
  readonly domain: DomainAddress;
  readonly administrator: { readonly account: string; readonly password: string };
}

/** Problems: setup.unknown-domain, and those of the work; where the administrator was refused, with the name. */
export async function administer<Value>(
  asked: AsAdministrator,
  parts: AdministrationParts,
  work: (directory: DirectoryAdministration) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  const directory = administrationOf(asked, parts);
  if (!directory.ok) return directory;
  const done = await work(directory.value);
  // The controller alone would leave open who was refused: the administrator or the account of the agent.
  if (done.ok || !isSignInRefusal(done.problem.code)) return done;
  return fail({ ...done.problem, detail: `${asked.administrator.account}: ${done.problem.detail}` });
}

/** Both who asked the agent and in whose name the directory was changed are remembered. @param detail what was done to whom */
export function noteAdministered(
  act: AuditAct,
  { administrator }: AsAdministrator,
  caller: Caller | undefined,
  detail: string,
  { audit, log }: AdministrationParts,
): void {
  audit.note(act, caller, `${detail}, as ${administrator.account}`);
  const by = describeCaller(caller);
  log.info('changed in the directory', { act, detail, as: administrator.account, by });
}

function administrationOf(
  { domain, administrator }: AsAdministrator,
  { settingsStore, administerDirectory }: AdministrationParts,
): Result<DirectoryAdministration> {
  const address = 'configured' in domain ? findConfigured(domain.configured, settingsStore) : domain;
  if (address === null) return fail(problem('setup.unknown-domain', 'configured' in domain ? domain.configured : ''));
  const { name, controllers, security, certificateAuthorities } = address;
  const settings = { name, controllers, security, certificateAuthorities, account: administrator.account };
  return succeed(
    administerDirectory({ ...settings, identity: 'password', rights: 'domain' }, new Secret(administrator.password)),
  );
}

function findConfigured(wanted: string, settingsStore: Pick<SettingsStore, 'read'>): DomainSettings | null {
  return settingsStore.read()?.settings.domains.find(({ name }) => name === wanted) ?? null;
}
