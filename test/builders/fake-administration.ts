/** A directory that an administrator changes, in memory: remembers as whom, with which password and for what it was asked. */
import type { ManagedAccountReport } from '../../agent-core/contract/account-requests.ts';
import { directoryRightTexts } from '../../agent-core/contract/directory-rights.ts';
import { succeed } from '../../agent-core/contract/result.ts';
import type { RightsTable } from '../../agent-core/contract/rights-requests.ts';
import type { AdministerDirectory } from '../../agent-core/service/administer-directory.ts';

export const fakeRights: RightsTable = {
  account: {
    sAMAccountName: 'bridgehead$',
    distinguishedName: 'CN=bridgehead,CN=Managed Service Accounts,DC=contoso,DC=com',
    sid: 'S-1-5-21-1-2-3-1104',
  },
  entries: [
    { right: 'changes', where: 'DC=contoso,DC=com', ...directoryRightTexts.changes, state: 'missing' },
    { right: 'users', where: 'DC=contoso,DC=com', ...directoryRightTexts.users, state: 'present' },
  ],
  others: [{ where: 'DC=contoso,DC=com', entry: '(A;;WP;;;S-1-5-21-1-2-3-1104)' }],
};

export const fakeAccountReport: ManagedAccountReport = {
  account: {
    ...fakeRights.account,
    ...{ isOurs: true, isEnabled: true, isAesOnly: true },
    retrievers: [{ name: 'SRV1$', sid: 'S-1-5-21-1-2-3-1200' }],
  },
  retrieves: 'directly',
  computer: { name: 'SRV1$', sid: 'S-1-5-21-1-2-3-1200' },
  problems: [],
};

export function fakeAdministration() {
  const administered: { readonly as: string; readonly password: string; readonly what: string }[] = [];
  const administerDirectory: AdministerDirectory = ({ account, name }, password) => {
    const note = (what: string) => void administered.push({ as: account, password: password.reveal(), what });
    const rights: ReturnType<AdministerDirectory>['rights'] = {
      preview: async (wish) => {
        note(`preview ${wish.account} in ${name}`);
        return succeed(fakeRights);
      },
      apply: async (wish) => {
        note(`apply ${wish.account} in ${name}`);
        return succeed({ ...fakeRights, added: 1 });
      },
      remove: async (given) => {
        note(`remove ${given} in ${name}`);
        return succeed({ removed: fakeRights.others, others: [] });
      },
    };
    const accounts: ReturnType<AdministerDirectory>['accounts'] = {
      inspect: async (wish) => {
        note(`inspect ${wish.name} for ${wish.computer} in ${name}`);
        return succeed(fakeAccountReport);
      },
      ensure: async (wish, mayCreate) => {
        note(`${mayCreate ? 'create' : 'use'} ${wish.name} for ${wish.computer} in ${name}`);
        return succeed({ ...fakeAccountReport, did: ['created', 'addedToGroup'], needsRestart: true });
      },
      remove: async (wish) => {
        note(`remove ${wish.name} for ${wish.computer} in ${name}`);
        return succeed({ isRetrievalRemoved: true, isDeleted: true, rightsRemoved: 10, keptBecause: null });
      },
    };
    return { rights, accounts };
  };
  return { administered, administerDirectory };
}
