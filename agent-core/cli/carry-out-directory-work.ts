/**
 * Does what an answer file wants before the set-up: the managed account (rule R36), then the rights (rule R19), and the service runs as the
 * account last, when there is nothing that it lacks. Every step may be repeated; what is there already is left as it is.
 */
import type { ControlClient } from '../client/control-client.ts';
import type { AccountSurroundings, EnsuredManagedAccount } from '../contract/account-requests.ts';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import type { ServiceHost } from '../service-host/service-host.ts';
import type { CommandContext } from './command.ts';
import { administrationFor, type DirectoryWork, managedWishOf, missingKeytab, rightsWishOf } from './directory-work.ts';
import { accountDoneText, keptServiceText, rightsDoneText } from './directory-work-text.ts';
import { type SwitchParts, switchAccount } from './switch-account.ts';

export interface WorkParts extends SwitchParts, Pick<CommandContext, 'reconnect' | 'tell'> {
  readonly client: ControlClient;
  readonly chooseHost: () => Result<ServiceHost>;
}

/**
 * Shows each step when it is done, since those before a step that fails stay done.
 * Problems: those of account.ensure, rights.apply and switchAccount, account.no-keytab, account.disabled, account.needs-restart, account.not-retrievable.
 * @returns a connection to the agent, another one if it was restarted
 */
export async function carryOutDirectoryWork(
  works: readonly DirectoryWork[],
  parts: WorkParts,
): Promise<Result<ControlClient>> {
  const managed = works.find(({ managedAccount }) => managedAccount !== null);
  const here = managed === undefined ? succeed(null) : await lookHere(managed, parts);
  if (!here.ok) return here;
  const ensured = managed === undefined ? succeed(null) : await ensureAccount(managed, parts);
  if (!ensured.ok) return ensured;
  for (const work of works) {
    const granted = work.grantRights ? await grantRights(work, parts) : succeed(null);
    if (!granted.ok) return granted;
  }
  if (managed === undefined || ensured.value === null || here.value === null) return succeed(parts.client);
  return await runAsAccount(managed, ensured.value, here.value, parts);
}

/** Before anything is made: elsewhere than on Windows only its keys make the agent the account. */
async function lookHere(work: DirectoryWork, { client, signal }: WorkParts): Promise<Result<AccountSurroundings>> {
  const here = await client.request('account.here', {}, signal);
  if (!here.ok) return here;
  const missing = missingKeytab(work, here.value);
  return missing === null ? here : fail(missing);
}

async function ensureAccount(
  work: DirectoryWork,
  { client, tell, signal }: WorkParts,
): Promise<Result<EnsuredManagedAccount>> {
  const mayCreate = work.managedAccount?.create ?? false;
  const wish = { ...managedWishOf(work), ...administrationFor(work), mayCreate };
  const ensured = await client.request('account.ensure', wish, signal);
  if (!ensured.ok) return ensured;
  const { did } = ensured.value;
  tell({
    json: { domain: work.domain.name, account: { did } },
    text: accountDoneText(work.domain.account, ensured.value),
  });
  return ensured;
}

async function grantRights(work: DirectoryWork, { client, tell, signal }: WorkParts): Promise<Result<null>> {
  const asked = { ...rightsWishOf(work), ...administrationFor(work) };
  const granted = await client.request('rights.apply', asked, signal);
  if (!granted.ok) return granted;
  const { added } = granted.value;
  tell({ json: { domain: work.domain.name, rights: { added } }, text: rightsDoneText(work.domain, added) });
  return succeed(null);
}

async function runAsAccount(
  work: DirectoryWork,
  { account, retrieves, needsRestart }: EnsuredManagedAccount,
  here: AccountSurroundings,
  parts: WorkParts,
): Promise<Result<ControlClient>> {
  const { client, tell } = parts;
  const kept = keptServiceText(work, here);
  const tellOfService = (isChanged: boolean, text: string) =>
    tell({ json: { domain: work.domain.name, service: { isChanged } }, text });
  if (kept !== null) {
    tellOfService(false, kept);
    return succeed(client);
  }
  const name = work.domain.account;
  if (account?.isEnabled !== true) return fail(problem('account.disabled', name));
  if (needsRestart) return fail(problem('account.needs-restart', name));
  if (retrieves === null) return fail(problem('account.not-retrievable', name));
  const host = parts.chooseHost();
  if (!host.ok) return host;
  const logonName = `${work.domain.name}\\${managedWishOf(work).name}$`;
  const switched = await switchAccount(host.value, { name: logonName, isManaged: true, password: null }, parts);
  if (!switched.ok) return switched;
  tellOfService(true, `The service runs as ${name} now.\n`);
  return await parts.reconnect();
}
