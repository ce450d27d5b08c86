import { expect, test } from 'vitest';
import { directoryRightTexts } from '../../../../electron/contract/directory-rights.ts';
import { rightRowsOf } from '../../../../renderer/wizard/rights/rights-rows.ts';

const where = 'DC=contoso,DC=com';

test('R19: what the account may do without an entry of its own is not shown as missing', () => {
  const table = {
    account: { sAMAccountName: 'bridgehead$', distinguishedName: `CN=bridgehead,${where}`, sid: 'S-1-5-21-1-2-3-1104' },
    entries: [
      { right: 'changes', where, ...directoryRightTexts.changes, state: 'missing' },
      { right: 'groups', where, ...directoryRightTexts.groups, state: 'missing', isHeldAnyway: true },
    ],
    others: [],
  } as const;
  const wish = { account: 'bridgehead$', mode: 'domain', units: [] } as const;
  const rows = rightRowsOf('contoso.com', wish, { ...table, entries: [...table.entries] });
  expect(rows.map(({ right, state }) => [right, state])).toEqual([
    ['changes', 'missing'],
    ['groups', 'anyway'],
  ]);
});
