/** Both sides beside each other, for a person to read: the first people of a directory, and everybody who is held. */

import type { ExpectedSides } from '../lab/expected-tenant.ts';
import type { LabState } from '../lab/tenant/lab-client.ts';

const shownPeople = 20;

export function bothSidesTable({ arriving, held }: ExpectedSides, tenantUsers: LabState['users']): string {
  const byAnchor = new Map(tenantUsers.map((user) => [user.onPremisesImmutableId, user]));
  const people = arriving.slice(0, shownPeople).map(({ seedUser, tenantUser }) => {
    const user = byAnchor.get(tenantUser.onPremisesImmutableId);
    const signIn = user?.accountEnabled === false ? 'blocked' : 'allowed';
    return [
      seedUser.sAMAccountName,
      user?.userPrincipalName ?? '(missing)',
      user === undefined ? '' : signIn,
      String(user?.displayName ?? ''),
    ];
  });
  const left = held.map(({ user, reason }) => [user.sAMAccountName, `held: ${reason}`]);
  const more = arriving.length - people.length;
  return lines([
    ['directory', 'tenant', 'sign-in', 'name'],
    ...people,
    ...(more > 0 ? [[`... ${more.toLocaleString('en')} more`]] : []),
    ...left,
  ]);
}

function lines(rows: readonly (readonly string[])[]): string {
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) => `   ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd())
    .join('\n');
}
