import { describe, expect, test } from 'vitest';
import { problem } from '../../../agent-core/contract/problem.ts';
import { succeed } from '../../../agent-core/contract/result.ts';
import { rememberOwnGroups } from '../../../agent-core/entra/own-group-writes.ts';
import type { Reading } from '../../../agent-core/sync/reading.ts';
import { drivenClock } from '../../builders/driven-clock.ts';
import { fakeTenant } from '../../builders/fake-tenant.ts';
import { tenantGroup } from '../../builders/fake-tenant-groups.ts';
import { tenantIdFor } from '../../builders/identifiers.ts';
import { linkedUser } from '../../builders/tenant-user.ts';

const signal = new AbortController().signal;
const tenMinutesMs = 600_000;
const [crew, ada, bob] = [tenantIdFor('crew'), tenantIdFor('ada'), tenantIdFor('bob')];

/** Readers learn nothing of what is written: the crew has one member for them, whatever happens. */
function laggingGroups() {
  const clock = drivenClock();
  const behind = fakeTenant();
  behind.putGroup(tenantGroup('crew'), [ada]);
  const { groups } = behind;
  const lagging = {
    ...behind,
    readGroups: async () => ({ objects: groups, problem: null }),
    readMembers: async (group: typeof crew): Promise<Reading<typeof crew>> =>
      group === crew
        ? { objects: [ada], problem: null }
        : { objects: [], problem: problem('tenant.not-found', String(group)) },
  };
  const tenant = rememberOwnGroups(lagging, clock, { forMs: 2_000, firstPauseMs: 1 });
  const read = async () => (await tenant.readGroups(signal)).objects;
  const members = async (group = crew) => (await tenant.readMembers(group, signal)).objects;
  return { clock, behind, tenant, read, members };
}

describe('R14: for ten minutes', () => {
  test('a group that was deleted is gone', async () => {
    const { clock, tenant, read } = laggingGroups();
    expect(await read()).toHaveLength(1);
    await tenant.deleteGroup(crew, signal);
    expect(await read()).toEqual([]);
    clock.advance(tenMinutesMs);
    expect(await read()).toHaveLength(1);
  });

  test('what was written to a group stands over what the tenant shows', async () => {
    const { clock, tenant, read } = laggingGroups();
    await tenant.updateGroup(crew, { description: 'Sailors' }, signal);
    await tenant.updateGroup(crew, { displayName: 'Crew' }, signal);
    expect((await read())[0]?.values).toMatchObject({
      description: 'Sailors',
      displayName: 'Crew',
      mailNickname: 'crew',
    });
    clock.advance(tenMinutesMs);
    expect((await read())[0]?.values).toMatchObject({ description: null, displayName: 'crew' });
  });

  test('R40: a group that was made is there with whoever was added to it, also where nobody knows it yet', async () => {
    const { tenant, read, members } = laggingGroups();
    const made = await tenant.createGroup('a-name', { displayName: 'New' }, signal);
    if (!made.ok) throw new Error(made.problem.code);
    await tenant.addMember(made.value, bob, signal);
    expect((await read())[1]).toEqual({
      tenantObjectId: made.value,
      uniqueName: 'a-name',
      kind: 'security',
      hasLicences: false,
      values: { displayName: 'New' },
    });
    expect(await members(made.value)).toEqual([]);
    expect((await tenant.readMembers(made.value, signal)).problem).toBeNull();
  });

  test('R40: who was added is a member, and who was taken out is not', async () => {
    const { behind, clock, tenant, members } = laggingGroups();
    behind.putGroup(tenantGroup('bob'));
    await tenant.addMember(crew, bob, signal);
    expect(await members()).toEqual([ada, bob]);
    await tenant.removeMember(crew, ada, signal);
    expect(await members()).toEqual([bob]);
    clock.advance(tenMinutesMs);
    expect(await members()).toEqual([ada]);
  });

  test('R40: what was made or added a moment ago and is not found is waited for', async () => {
    const { behind, tenant } = laggingGroups();
    const made = await tenant.createGroup('deck', { displayName: 'Deck' }, signal);
    if (!made.ok) throw new Error(made.problem.code);
    behind.addByHand(linkedUser('bob'));
    await tenant.addMember(crew, bob, signal);
    const writes = [
      () => tenant.updateGroup(made.value, { description: 'Sailors' }, signal),
      () => tenant.removeMember(crew, bob, signal),
      () => tenant.deleteGroup(made.value, signal),
    ];
    for (const write of writes) {
      let left = 2;
      behind.onWrite(() => {
        left -= 1;
        return left >= 0 ? { problem: problem('tenant.not-found', 'a replica') } : null;
      });
      expect(await write()).toEqual(succeed(undefined));
      expect(left).toBeLessThan(0);
    }
    behind.onWrite(() => ({ problem: problem('tenant.not-found', 'every replica') }));
    expect(await tenant.updateGroup(crew, {}, signal)).toMatchObject({ problem: { code: 'tenant.not-found' } });
    expect(await tenant.removeMember(crew, ada, signal)).toEqual(succeed(undefined));
    expect(await tenant.deleteGroup(crew, signal)).toEqual(succeed(undefined));
  });

  test('a group that nobody made and nobody knows stays unknown, and what failed is not believed', async () => {
    const { behind, tenant, read, members } = laggingGroups();
    expect((await tenant.readMembers(bob, signal)).problem).toMatchObject({ code: 'tenant.not-found' });
    behind.onWrite(() => ({ problem: problem('tenant.forbidden', 'no') }));
    await tenant.createGroup('a-name', {}, signal);
    await tenant.updateGroup(crew, { description: 'Sailors' }, signal);
    await tenant.addMember(crew, bob, signal);
    await tenant.removeMember(crew, ada, signal);
    await tenant.deleteGroup(crew, signal);
    expect(await read()).toEqual([tenantGroup('crew')]);
    expect(await members()).toEqual([ada]);
  });
});
