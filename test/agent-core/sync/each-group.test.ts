import { expect, test } from 'vitest';
import { problem } from '../../../agent-core/contract/problem.ts';
import { eachGroup } from '../../../agent-core/sync/each-group.ts';
import { tenantGroup } from '../../builders/fake-tenant-groups.ts';

test('R1: a group that could not be read is told, also when others are read to the end after it', async () => {
  const late = Promise.withResolvers<null>();
  const failed = problem('tenant.forbidden', 'bob');
  const [ada, bob] = [tenantGroup('ada'), tenantGroup('bob')];
  const ended = eachGroup([ada, bob], async (group) => (group === bob ? failed : await late.promise));
  late.resolve(null);
  expect(await ended).toBe(failed);
});
