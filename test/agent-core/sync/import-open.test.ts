import { describe, expect, test } from 'vitest';
import { problem } from '../../../agent-core/contract/problem.ts';
import { fail } from '../../../agent-core/contract/result.ts';
import type { Intent } from '../../../agent-core/sync/apply.ts';
import type { DirectorySource } from '../../../agent-core/sync/directory-source.ts';
import { importOpen, type RememberedSides } from '../../../agent-core/sync/import-open.ts';
import type { RunContext } from '../../../agent-core/sync/run-context.ts';
import { changeFor } from '../../builders/changes.ts';
import { directoryGroup, directoryUnit, memberFor, referenceTo } from '../../builders/directory-group.ts';
import { directoryUser, inDomain } from '../../builders/directory-object.ts';
import { tenantGroup } from '../../builders/fake-tenant-groups.ts';
import { anchorFor, objectGuidFor, runIdFor } from '../../builders/identifiers.ts';
import { rememberingWorld } from '../../builders/remembered-sides.ts';
import { linkedUser } from '../../builders/tenant-user.ts';
import { toldBy } from '../../builders/told-run.ts';
import { createWorld, type World } from '../../builders/world.ts';

const signal = new AbortController().signal;

/** Imports by memory, with this said of what became of asking the directory. */
async function importWith(bringUpToDate?: DirectorySource['bringUpToDate'], tenantUsers = [linkedUser('ada')]) {
  const world = createWorld({ directory: [directoryUser('ada')], tenant: tenantUsers });
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

describe('two domains', () => {
  const bothDomains = () =>
    createWorld({
      directory: [directoryUser('ada')],
      fabrikam: [inDomain('fabrikam.com', directoryUser('eve'))],
      tenant: [linkedUser('ada', { jobTitle: 'Boss' })],
    });
  const importBoth = async (changeFabrikam: (source: DirectorySource) => Partial<DirectorySource>) => {
    const usual = bothDomains().context({ kind: 'preview' });
    const { remembered, remembering } = rememberingWorld();
    const directories = remembering(usual.directories).map((source) =>
      source.domain === 'fabrikam.com' ? { ...source, ...changeFabrikam(source) } : source,
    );
    const imported = await importOpen({ ...usual, directories }, remembered, signal);
    return { imported, guids: imported?.directory.objects.map(({ objectGuid }) => objectGuid) };
  };

  test('are told apart', async () => {
    const { imported } = await importBoth(() => ({}));
    const counts = imported?.domains.map(({ domain, reading }) => [domain, reading.objects.length]);
    expect(counts).toEqual([
      ['contoso.com', 1],
      ['fabrikam.com', 1],
    ]);
  });

  test('of which one cannot be remembered are both read as a whole', async () => {
    expect(await importBoth(() => ({ bringUpToDate: async () => null }))).toMatchObject({ imported: null });
  });

  test('of which one does not even tell its GUID: nothing of that one is shown', async () => {
    const unreachable = problem('directory.unreachable', 'dc1.fabrikam.com');
    const { imported, guids } = await importBoth(() => ({ readDomainGuid: async () => fail(unreachable) }));
    expect([imported?.problems, guids]).toEqual([[unreachable], [objectGuidFor('ada')]]);
    expect([...(imported?.domainGuids.keys() ?? [])]).toEqual(['contoso.com']);
  });

  test('R1: of one that cannot be reached this time, what is remembered is not shown', async () => {
    const usual = bothDomains().context({ kind: 'preview' });
    const { remembered, remembering } = rememberingWorld();
    const directories = remembering(usual.directories);
    await importOpen({ ...usual, directories }, remembered, signal);
    const unreachable = problem('directory.unreachable', 'dc1.fabrikam.com');
    const imported = await importOpen(
      {
        ...usual,
        directories: directories.map((source) =>
          source.domain === 'fabrikam.com' ? { ...source, bringUpToDate: async () => fail(unreachable) } : source,
        ),
      },
      remembered,
      signal,
    );
    expect(imported?.directory.objects.map(({ objectGuid }) => objectGuid)).toEqual([objectGuidFor('ada')]);
    expect(imported?.standing.domains.has('fabrikam.com')).toBe(false);
  });
});

describe('what could not be asked of the tenant is told:', () => {
  const noAnswer = problem('tenant.no-answer', 'graph');
  const importFrom = async (changes: Partial<RunContext['tenant']>) => {
    const world = createWorld({
      directory: [directoryUser('ada')],
      groups: [directoryGroup('staff', [])],
      tenant: [linkedUser('ada')],
    });
    world.tenant.putGroup({ ...tenantGroup('staff'), uniqueName: objectGuidFor('staff') });
    const usual = world.context({ kind: 'preview' });
    const { remembered, remembering } = rememberingWorld();
    const directories = remembering(usual.directories);
    const methods = { ...usual.tenant, ...changes };
    return await importOpen({ ...usual, directories, tenant: methods }, remembered, signal);
  };

  test('what it is: then nothing was read', async () => {
    const imported = await importFrom({ readOrganization: async () => fail(noAnswer) });
    expect(imported).toMatchObject({ problems: [noAnswer], tenant: { objects: [], problem: noAnswer } });
  });

  test('its users', async () => {
    const imported = await importFrom({ followUsers: async () => fail(noAnswer) });
    expect(imported).toMatchObject({ problems: [noAnswer], tenant: { problem: noAnswer }, groups: { problems: [] } });
  });

  test('its groups', async () => {
    const imported = await importFrom({ followGroups: async () => fail(noAnswer) });
    expect(imported).toMatchObject({
      problems: [noAnswer],
      tenant: { problem: null },
      groups: { problems: [noAnswer], tenant: { problem: noAnswer } },
    });
  });

  test('members of its groups, and why everything was read', async () => {
    const cannotTell = problem('tenant.refused-value', 'GET /groups/delta');
    const imported = await importFrom({
      followGroups: async () => fail(cannotTell),
      readMembers: async () => ({ objects: [], problem: noAnswer }),
    });
    expect(imported).toMatchObject({
      problems: [noAnswer],
      tenant: { problem: null, fullRead: cannotTell },
      groups: { problems: [noAnswer], tenant: { problem: null } },
    });
  });
});

test('while it is not known what became of changes of an earlier run, everything is read', async () => {
  const world = createWorld({ directory: [directoryUser('ada')], tenant: [linkedUser('ada')] });
  const usual = world.context({ kind: 'preview' });
  const { remembered, remembering } = rememberingWorld();
  const unknown = { read: () => [{ runId: runIdFor(1), change: changeFor('ada', 'update') }] };
  const context = { ...usual, unknown, directories: remembering(usual.directories) };
  expect(await importOpen(context, remembered, signal)).toBeNull();
});

test('where what is remembered does not fit together, everything is read', async () => {
  const usual = createWorld({ directory: [directoryUser('ada')] }).context({ kind: 'preview' });
  const { remembered, remembering } = rememberingWorld();
  const torn: RememberedSides = {
    ...remembered,
    over: (domains) => ({ ...remembered.over(domains), fitsTogether: () => false }),
  };
  expect(await importOpen({ ...usual, directories: remembering(usual.directories) }, torn, signal)).toBeNull();
});

test('what was never judged and has to be changed is given to the steps', async () => {
  const { imported, readings } = await importWith(undefined, [linkedUser('ada', { jobTitle: 'Boss' })]);
  expect(imported?.directory.objects).toEqual([directoryUser('ada')]);
  expect(imported?.tenant.objects).toEqual([linkedUser('ada', { jobTitle: 'Boss' })]);
  expect(readings).toBe(1);
});

describe('whoever is as they should be and is in no record', () => {
  const remembering = () => {
    const world = createWorld({ directory: [directoryUser('ada')], tenant: [linkedUser('ada')], isFirstRun: true });
    const memory = rememberingWorld();
    const importAs = async (intent: Intent) => {
      const usual = world.context(intent);
      const directories = memory.remembering(usual.directories);
      return await importOpen({ ...usual, directories }, memory.remembered, signal);
    };
    return { world, importAs };
  };
  const apply = (world: World): Intent => ({ kind: 'apply', writer: world.tenant });

  test('is recorded without the steps, by the first run and not by a preview', async () => {
    const { world, importAs } = remembering();
    for (const intent of [{ kind: 'preview' } as const, apply(world)]) {
      const imported = await importAs(intent);
      expect([imported?.directory.objects, imported?.standing.user.unchanged]).toEqual([[], 1]);
      const recorded = world.log.links.read().get(objectGuidFor('ada'));
      expect(recorded).toBe(intent.kind === 'preview' ? undefined : anchorFor('ada'));
    }
  });

  test('R4: is not recorded while somebody else claims the same anchor', async () => {
    const { world, importAs } = remembering();
    await importAs({ kind: 'preview' });
    world.directory.add(directoryUser('eve', { 'mS-DS-ConsistencyGuid': anchorFor('ada') }));
    const imported = await importAs(apply(world));
    expect([imported?.directory.objects.length, world.log.links.read().size]).toEqual([2, 0]);
  });

  test('is recorded by a later run when the disk was full', async () => {
    const { world, importAs } = remembering();
    world.log.fillUpAfter(0);
    await importAs(apply(world));
    expect(world.log.links.read().size).toBe(0);
    world.log.fillUpAfter(Number.POSITIVE_INFINITY);
    await importAs(apply(world));
    expect(world.log.links.read().size).toBe(1);
  });
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

test('after a change of the settings everybody is judged anew', async () => {
  const world = await settled();
  world.configure({ scope: { kind: 'units', include: [referenceTo('In')], exclude: [] } });
  world.directory.units = [directoryUnit('In', 'OU=In,DC=contoso,DC=com')];
  expect((await expectSame(world)).counts.leftScope).toBeGreaterThan(0);
  await expectSame(world);
});
