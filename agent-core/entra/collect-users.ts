/** All users that a visitor is shown, for whoever wants them at once. */
import type { Problem } from '../contract/problem.ts';
import type { Reading } from '../sync/reading.ts';
import type { TenantUser, UserVisitor } from '../sync/tenant.ts';

export async function collectUsers(
  visit: (visitor: UserVisitor) => Promise<Problem | null>,
): Promise<Reading<TenantUser>> {
  let objects: TenantUser[] = [];
  const problem = await visit({
    begin: () => {
      objects = [];
    },
    show: (users) => {
      for (const user of users) objects.push(user);
    },
  });
  return { objects, problem };
}
