import { expect, test } from 'vitest';
import { type Problem, problem } from '../../../agent-core/contract/problem.ts';
import { succeed } from '../../../agent-core/contract/result.ts';
import { importEverything } from '../../../agent-core/sync/import-everything.ts';
import { changeFor } from '../../builders/changes.ts';
import { directoryUser } from '../../builders/directory-object.ts';
import { runIdFor } from '../../builders/identifiers.ts';
import { rememberingWorld } from '../../builders/remembered-sides.ts';
import { linkedUser } from '../../builders/tenant-user.ts';
import { createWorld } from '../../builders/world.ts';

/** @returns whoever is imported, and how often all users of the directory were read for that */
async function importAda(memory: 'none' | 'kept' | 'refused', isFilled = true) {
  const world = createWorld({
    directory: [directoryUser('ada'), directoryUser('bob')],
    tenant: [linkedUser('ada', { jobTitle: 'Boss' }), linkedUser('bob')],
  });
  let readings = 0;
  const usual = world.context();
  const { remembered, remembering } = rememberingWorld();
  const directories = remembering(usual.directories).map((source) => ({
    ...source,
    ...(memory === 'refused' && { bringUpToDate: async () => null }),
    readUsers: async (signal: AbortSignal) => {
      readings += 1;
      return await source.readUsers(signal);
    },
  }));
  const guardHistory = { ...usual.guardHistory, isFilled: () => isFilled };
  const context = { ...usual, directories, guardHistory, remembered: memory === 'none' ? null : remembered };
  const { imported } = await importEverything(context, new AbortController().signal);
  const { fullRead } = imported.tenant;
  return { users: imported.directory.objects.map(({ attributes }) => attributes.cn?.[0]), readings, fullRead };
}

test('what is remembered is not read again, and only what is open is given to the steps', async () => {
  expect(await importAda('kept')).toEqual({ users: ['ada'], readings: 0, fullRead: undefined });
});

test.each(['none', 'refused'] as const)('everything is read where nothing can be remembered: %s', async (memory) => {
  expect(await importAda(memory)).toMatchObject({ users: ['ada', 'bob'], readings: 1 });
});

test('that everything is read is told with its reason where it could have been remembered, and not where it could not', async () => {
  expect((await importAda('refused')).fullRead).toMatchObject({
    code: 'tenant.read-for-want-of-memory',
    detail: expect.stringContaining('does not fit together'),
  });
  expect((await importAda('none')).fullRead).toBeUndefined();
});

test('before a run has filled the tenant nobody expects that anything is remembered, and nothing is told', async () => {
  expect((await importAda('refused', false)).fullRead).toBeUndefined();
});

test('nor that all of a domain was read then, unless its account can follow no changes at all', async () => {
  const importWith = async (fullRead: Problem, isFilled: boolean) => {
    const world = createWorld({ directory: [directoryUser('ada')] });
    const usual = world.context();
    const { remembered, remembering } = rememberingWorld();
    const directories = remembering(usual.directories).map((source) => ({
      ...source,
      bringUpToDate: async () => succeed({ fullRead, doubt: null }),
    }));
    const guardHistory = { ...usual.guardHistory, isFilled: () => isFilled };
    const context = { ...usual, directories, guardHistory, remembered };
    const { imported } = await importEverything(context, new AbortController().signal);
    return imported.domains.map(({ reading }) => reading.fullRead?.code);
  };
  const first = problem('directory.read-fully', 'dc1: nothing was remembered');
  expect(await importWith(first, false)).toEqual([undefined]);
  expect(await importWith(first, true)).toEqual(['directory.read-fully']);
  const blind = problem('directory.changes-not-readable', 'dc1');
  expect(await importWith(blind, false)).toEqual(['directory.changes-not-readable']);
});

test('a domain of which not what changed, but only all of it can be read is named', async () => {
  const world = createWorld({ directory: [directoryUser('ada')], tenant: [linkedUser('ada')] });
  const usual = world.context();
  const { remembered, remembering } = rememberingWorld();
  const fullRead = problem('directory.changes-not-readable', 'contoso.com: rights on units');
  const directories = remembering(usual.directories).map((source) => ({
    ...source,
    bringUpToDate: async () => null,
    readUsers: async (signal: AbortSignal) => ({ ...(await source.readUsers(signal)), fullRead }),
  }));
  const guardHistory = { ...usual.guardHistory, isFilled: () => true };
  const context = { ...usual, directories, guardHistory, remembered };
  const { imported } = await importEverything(context, new AbortController().signal);
  expect(imported.tenant.fullRead?.detail).toMatch(/^[a-z.]+: only all of it can be read/);
});

test('what became of changes of a run that broke off is a reason of its own', async () => {
  const world = createWorld({ directory: [directoryUser('ada')], tenant: [linkedUser('ada')] });
  const { remembered } = rememberingWorld();
  const unknown = { read: () => [{ runId: runIdFor(1), change: changeFor('ada', 'update') }] };
  const { imported } = await importEverything(
    { ...world.context(), unknown, remembered },
    new AbortController().signal,
  );
  expect(imported.tenant.fullRead?.detail).toContain('an earlier run broke off');
});

test('R1: a tenant whose deleted users cannot be read was not read completely', async () => {
  const world = createWorld({ directory: [directoryUser('ada')], tenant: [linkedUser('ada')] });
  const noAnswer = problem('tenant.no-answer', 'graph');
  world.tenant.refuseDeleted(noAnswer);
  const { imported, removed } = await importEverything(world.context(), new AbortController().signal);
  expect([imported.tenant.problem, imported.problems, removed.absences]).toEqual([noAnswer, [noAnswer], []]);
});
