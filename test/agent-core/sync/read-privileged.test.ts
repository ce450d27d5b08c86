import { describe, expect, test } from 'vitest';
import type { TenantObjectId } from '../../../agent-core/contract/identifiers.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import { fail, type Result, succeed } from '../../../agent-core/contract/result.ts';
import { readPrivileged } from '../../../agent-core/sync/read-privileged.ts';
import { changeFor } from '../../builders/changes.ts';
import { tenantIdFor } from '../../builders/identifiers.ts';

const signal = new AbortController().signal;
const holders = new Set([tenantIdFor('root')]);
const update = changeFor('ada', 'update');
const forbidden = problem('tenant.forbidden', 'roles');
const unreachable = problem('tenant.unreachable', 'graph');
const diskIsFull = problem('data.write-failed', 'the disk is full');

type Holders = ReadonlySet<TenantObjectId>;

/** What is asked and kept is written down. */
function surroundings(
  answer: Result<Holders>,
  known: Holders | null = null,
  keeping: Result<void> = succeed(undefined),
) {
  const kept: Holders[] = [];
  let asked = 0;
  const given = {
    tenant: {
      readPrivileged: async () => {
        asked += 1;
        return answer;
      },
    },
    guardHistory: {
      knownPrivileged: () => known,
      keepPrivileged: (read: Holders) => {
        kept.push(read);
        return keeping;
      },
    },
  };
  return { given, kept, asked: () => asked };
}

const read = (
  { given }: Pick<ReturnType<typeof surroundings>, 'given'>,
  { changes = [update], kind = 'apply' }: { changes?: (typeof update)[]; kind?: 'apply' | 'preview' } = {},
) => readPrivileged({ changes }, { ...given, intent: { kind } }, signal);

describe('who holds a directory role', () => {
  test('is not asked while no account that is there would change', async () => {
    const world = surroundings(succeed(holders));
    expect(await read(world, { changes: [changeFor('ada', 'create')] })).toEqual({
      holders: new Set(),
      unreadable: null,
    });
    expect(world.asked()).toBe(0);
  });

  test('is asked, and remembered for when it cannot be read', async () => {
    const world = surroundings(succeed(holders));
    expect(await read(world)).toEqual({ holders, unreadable: null });
    expect(world.kept).toEqual([holders]);
  });

  test('is remembered by no preview', async () => {
    const world = surroundings(succeed(holders));
    expect(await read(world, { kind: 'preview' })).toEqual({ holders, unreadable: null });
    expect(world.kept).toEqual([]);
  });
});

describe('R27: when the roles cannot be read', () => {
  test('those count who held one when they were last read', async () => {
    const expected = (found: typeof forbidden) => ({ holders, unreadable: { problem: found, isNeverGranted: false } });
    expect(await read(surroundings(fail(unreachable), holders))).toEqual(expected(unreachable));
    expect(await read(surroundings(fail(forbidden), holders))).toEqual(expected(forbidden));
  });

  test('and never were, nobody counts, and only a refusal means that the permission was never granted', async () => {
    const expected = (found: typeof forbidden, isNeverGranted: boolean) => ({
      holders: new Set(),
      unreadable: { problem: found, isNeverGranted },
    });
    expect(await read(surroundings(fail(forbidden)))).toEqual(expected(forbidden, true));
    expect(await read(surroundings(fail(unreachable)))).toEqual(expected(unreachable, false));
  });

  test('what was read and could not be kept is as good as not read', async () => {
    expect(await read(surroundings(succeed(holders), null, fail(diskIsFull)))).toEqual({
      holders,
      unreadable: { problem: diskIsFull, isNeverGranted: false },
    });
  });
});
