/**
 * Takes back in a directory what the account of the agent was given there, as an administrator: its rights and, where that is wanted, the
 * managed account itself. What other servers use stays, with its rights, and so does an account that Bridgehead did not make.
 */
import type { ControlClient } from '../client/control-client.ts';
import { type ManagedAccountReport, managedNameSchema } from '../contract/account-requests.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import type { Administration } from './read-administration.ts';

export interface TakenBack {
  readonly domain: string;
  readonly account: string;
  readonly rightsRemoved: number;
  readonly isAccountDeleted: boolean;
  /** Why something stays; null when nothing does that could go. */
  readonly keptBecause: 'stillUsed' | 'notOurs' | 'notManaged' | 'notThere' | null;
}

/** @param isAccountMeant the managed account, besides its rights */
export async function takeBack(
  administration: Administration,
  isAccountMeant: boolean,
  client: ControlClient,
  signal: AbortSignal,
): Promise<Result<TakenBack>> {
  const { domain, administrator, settings } = administration;
  const { account } = settings;
  const nothing = { domain: settings.name, account, rightsRemoved: 0, isAccountDeleted: false } as const;
  const managed = await inspect(administration, client, signal);
  if (!managed.ok) return managed;
  if (managed.value !== null && isUsedByOthers(managed.value.report))
    return succeed({ ...nothing, keptBecause: 'stillUsed' });
  if (managed.value !== null && isAccountMeant && managed.value.report.account?.isOurs === true) {
    const asked = { ...managed.value.asked, domain, administrator };
    const removed = await client.request('account.remove', asked, signal);
    if (!removed.ok) return removed;
    const { rightsRemoved, isDeleted, keptBecause } = removed.value;
    return succeed({ ...nothing, rightsRemoved, isAccountDeleted: isDeleted, keptBecause });
  }
  const removed = await client.request('rights.remove', { account, domain, administrator }, signal);
  // Somebody else deleted it: whoever has no account any more has no rights either.
  if (!removed.ok && removed.problem.code === 'rights.unknown-account')
    return succeed({ ...nothing, keptBecause: 'notThere' });
  if (!removed.ok) return removed;
  const why = managed.value === null ? 'notManaged' : 'notOurs';
  const rightsRemoved = removed.value.removed.length;
  return succeed({ ...nothing, rightsRemoved, keptBecause: isAccountMeant ? why : null });
}

interface Managed {
  readonly asked: { readonly name: string; readonly computer: null; readonly group: null };
  readonly report: ManagedAccountReport;
}

/** Null for an account that is no managed one: of an ordinary account nobody knows where else it is used. */
async function inspect(
  { domain, administrator, settings }: Administration,
  client: ControlClient,
  signal: AbortSignal,
): Promise<Result<Managed | null>> {
  const name = findManagedName(settings.account);
  if (name === null) return succeed(null);
  const asked = { name, computer: null, group: null };
  const report = await client.request('account.inspect', { ...asked, domain, administrator }, signal);
  if (report.ok) return succeed(report.value.account === null ? null : { asked, report: report.value });
  // The name of a computer ends in $ as well.
  return report.problem.code === 'account.name-taken' ? succeed(null) : fail(report.problem);
}

/** @returns without the $; null for a name that is no managed account's */
function findManagedName(account: string): string | null {
  const short = account.replace(/^[^\\]*\\/, '').replace(/@.*$/, '');
  const name = managedNameSchema.safeParse(short);
  return short.endsWith('$') && name.success ? name.data : null;
}

function isUsedByOthers({ account, computer }: ManagedAccountReport): boolean {
  return account?.retrievers.some(({ sid }) => sid !== computer.sid) ?? false;
}
