/** The organisational units that the seed's objects live in, parents before children. */
import type { DirectorySeed } from './directory-seed.ts';
import { topUnit } from './seed-user.ts';

/** Where the lab keeps the account that the agent binds as. */
export const serviceAccountUnit: readonly string[] = [topUnit, 'Service Accounts'];

export function listSeedUnits(seed: DirectorySeed): readonly (readonly string[])[] {
  const { users, excludedUsers, contacts, computers, managedAccounts, groups } = seed;
  const objects = [...users, ...excludedUsers, ...contacts, ...computers, ...managedAccounts, ...groups];
  return withAncestors([...objects.map((object) => object.organizationalUnit), serviceAccountUnit]);
}

function withAncestors(paths: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const all = paths.flatMap((path) => path.map((_, index) => path.slice(0, index + 1)));
  // No unit has a line feed in its name.
  const unique = new Map(all.map((path) => [path.join('\n'), path]));
  return [...unique.values()].sort((one, other) => one.length - other.length);
}
