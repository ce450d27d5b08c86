/** A directory that an administrator changes, in memory: remembers as whom, with which password and for what it was asked. */
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

export function fakeAdministration() {
  const administered: { readonly as: string; readonly password: string; readonly what: string }[] = [];
  const administerDirectory: AdministerDirectory = ({ account, name }, password) => {
    const note = (what: string) => void administered.push({ as: account, password: password.reveal(), what });
    return {
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
  };
  return { administered, administerDirectory };
}
