/** Who reports to whom: some people only, so that the rest show what nobody's report looks like. */
import type { SeedUser } from './seed-user.ts';

/** Ten reports each, three levels deep; the first, as many a head does, reports to herself. */
const inTree = 200;
/** Each reports to another of the first people, the odd ones among them, of whom some are held. */
const besideTree = 100;

export function withManagers(users: readonly SeedUser[]): readonly SeedUser[] {
  return users.map((user, index) => {
    const manager = users[managerIndex(index)];
    if (manager === undefined) return user;
    const { organizationalUnit, commonName } = manager;
    return { ...user, manager: { organizationalUnit, commonName } };
  });
}

/** Where there is none, nobody has that index. */
function managerIndex(index: number): number {
  if (index < inTree) return Math.floor(index / 10);
  return index < inTree + besideTree ? index - inTree : -1;
}
