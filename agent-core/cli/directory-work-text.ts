/** In words for a terminal, what would be done and was done in a directory before a set-up. */
import type { AccountSurroundings, EnsuredManagedAccount, ManagedAccountReport } from '../contract/account-requests.ts';
import type { Problem } from '../contract/problem.ts';
import type { RightsTable } from '../contract/rights-requests.ts';
import type { DomainSettings } from '../contract/settings.ts';
import { accountDeedsText } from './account-deeds-text.ts';
import { type DirectoryWork, isRunningAs } from './directory-work.ts';
import { rightsSumText, rightsText } from './rights-text.ts';
import { indent, problemText } from './texts.ts';

export const accountDoneText = (account: string, ensured: EnsuredManagedAccount): string =>
  `${accountDeedsText(account, ensured)}${problemsText(ensured.problems)}`;

export const rightsDoneText = ({ account, name }: DomainSettings, added: number): string =>
  added === 0
    ? `${account} had its rights in ${name} already.\n`
    : `${account} was granted ${added} rights in ${name}.\n`;

/** @returns why the service stays with its account; null when it is to run as another one */
export function keptServiceText(work: DirectoryWork, here: AccountSurroundings): string | null {
  if (!here.canUseManagedAccount) return 'The service keeps its account: only Windows runs it as a managed one.\n';
  return isRunningAs(work, here) ? `The service runs as ${work.domain.account} already.\n` : null;
}

/** @param end why the set-up would end, which is told by itself; null when it would go on */
export function accountPreviewText(
  { domain: { account } }: DirectoryWork,
  { account: found, retrieves, computer, problems }: ManagedAccountReport,
  end: Problem | null,
): string {
  const absent = end === null ? 'would be created' : 'is not there, and the set-up would end with that';
  const retrieval = retrieves === null ? 'would be allowed to' : 'may';
  const state = found === null ? absent : `is there, and ${computer.name} ${retrieval} retrieve its password`;
  return `${account} ${state}.\n${problemsText(problems.filter(({ code }) => code !== end?.code))}`;
}

export const rightsPreviewText = (table: RightsTable): string =>
  `${rightsText(table)}${rightsSumText(table, 'the set-up')}`;

const problemsText = (problems: readonly Problem[]): string =>
  problems.map((each) => indent(problemText(each), 2)).join('');
