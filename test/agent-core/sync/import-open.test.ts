import { expect, test } from 'vitest';
import { problem } from '../../../agent-core/contract/problem.ts';
import { fail } from '../../../agent-core/contract/result.ts';
import type { DirectorySource } from '../../../agent-core/sync/directory-source.ts';
import { importOpen } from '../../../agent-core/sync/import-open.ts';
import { directoryGroup, memberFor } from '../../builders/directory-group.ts';
import { directoryUser } from '../../builders/directory-object.ts';
import { anchorFor } from '../../builders/identifiers.ts';
import { rememberingWorld } from '../../builders/remembered-sides.ts';
import { linkedUser } from '../../builders/tenant-user.ts';
import { toldBy } from '../../builders/told-run.ts';
import { createWorld, type World } from '../../builders/world.ts';

const signal = new AbortController().signal;

/** Imports by memory, with this said of what became of asking the directory. */
async function importWith(bringUpToDate?: DirectorySource['bringUpToDate']) {
  const world = createWorld({ directory: [directoryUser('ada')], tenant: [linkedUser('ada')] });
  let readings = 0;
  const usual = world.context({ kind: 'preview' });
  const tenant: typeof usual.tenant = {
    ...usual.tenant,
    followUsers: (since, show, until) => {
      readings += 1;
      return usual.tenant.followUsers(since, show, until);
    },
  };
  const { remembered, remembering } = rememberingWorld();
  const directories = remembering(usual.directories).map((source) => ({
    ...source,
    ...(bringUpToDate !== undefined && { bringUpToDate }),
  }));
  const imported = await importOpen({ ...usual, tenant, directories }, remembered, signal);
  return { imported, readings };
}

test('a domain that cannot be remembered is not: everything is read instead, and the tenant not twice', async () => {
  expect(await importWith(async () => null)).toEqual({ imported: null, readings: 0 });
});

test('a domain that cannot be reached is told of, and nobody in it counts as gone', async () => {
  const unreachable = problem('directory.unreachable', 'dc1.contoso.com');
  const { imported } = await importWith(async () => fail(unreachable));
  expect(imported).toMatchObject({ problems: [unreachable], absent: { there: [], gone: [] } });
  expect(imported?.directory).toEqual({ objects: [], problem: unreachable });
});

test('what was never judged is given to the steps', async () => {
  const { imported, readings } = await importWith();
  expect(imported?.directory.objects).toEqual([directoryUser('ada')]);
  expect(imported?.tenant.objects).toEqual([linkedUser('ada')]);
  expect(readings).toBe(1);
});

const company = () =>
  createWorld({
    directory: [directoryUser('ada'), directoryUser('bob', { adminDescription: 'User_1' })],
    groups: [directoryGroup('staff', [memberFor('ada'), memberFor('bob')])],
    tenant: [linkedUser('ada')],
  });

/** Everything that can be done is done, and the memory has seen it: nothing is open that need not be. */
async function settled(): Promise<World> {
  const world = company();
  for (let runs = 0; runs < 2; runs += 1) {
    await world.previewByMemory();
    await world.run();
  }
  await world.previewByMemory();
  return world;
}

async function expectSame(world: World) {
  const told = toldBy(await world.previewByMemory());
  expect(told).toEqual(toldBy(await world.preview()));
  return told;
}

test('whoever claims the anchor of somebody who is quiet and has no account is held', async () => {
  const world = await settled();
  world.directory.add(directoryUser('eve', { 'mS-DS-ConsistencyGuid': anchorFor('bob') }));
  expect((await expectSame(world)).counts.held).toBe(1);
});

test('whoever comes into the scope is created, and linked in the same run', async () => {
  const world = await settled();
  world.directory.change('bob', { adminDescription: null });
  expect((await expectSame(world)).counts.planned).toMatchObject({ create: 1, link: 1 });
});

test('what somebody changes in the tenant by hand is looked at again', async () => {
  const world = await settled();
  world.tenant.change('ada@contoso.com', { displayName: 'Somebody' });
  expect((await expectSame(world)).counts.planned).toMatchObject({ update: 1 });
});
