/** Both sides beside each other, for a person to read. */
import { seedUsers } from '../lab/directory/seed/seed-users.ts';
import type { LabState } from '../lab/tenant/lab-client.ts';
import { isSynchronised } from './compare-tenant.ts';

export function bothSidesTable(tenantUsers: LabState['users']): string {
  const synchronised = tenantUsers.filter(isSynchronised);
  const byName = new Map(synchronised.map((user) => [String(user.displayName), user]));
  const rows = seedUsers.map((seedUser) => {
    const displayName = (seedUser.attributes.displayName ?? seedUser.commonName).trim();
    const user = byName.get(displayName);
    return [
      seedUser.sAMAccountName,
      user?.userPrincipalName ?? '(missing)',
      String(user?.accountEnabled === false ? 'blocked' : 'allowed'),
      displayName,
    ];
  });
  const table = [['directory', 'tenant', 'sign-in', 'name'], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return table.map((row) => `   ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`).join('\n');
}
