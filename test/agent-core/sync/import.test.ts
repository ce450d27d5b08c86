import { expect, test } from 'vitest';
import { problem } from '../../../agent-core/contract/problem.ts';
import { importObjects } from '../../../agent-core/sync/import.ts';
import { changeFor } from '../../builders/changes.ts';
import { directoryGroup } from '../../builders/directory-group.ts';
import { directoryUser } from '../../builders/directory-object.ts';
import { fakeDirectory } from '../../builders/fake-directory.ts';
import { fakeTenant } from '../../builders/fake-tenant.ts';
import { tenantGroup } from '../../builders/fake-tenant-groups.ts';
import { anchorFor, objectGuidFor, runIdFor } from '../../builders/identifiers.ts';
import { memorySeenObjects } from '../../builders/memory-seen-objects.ts';
import { organization } from '../../builders/organization.ts';
import { settings } from '../../builders/settings.ts';
import { linkedUser, unlinkedUser } from '../../builders/tenant-user.ts';

const signal = new AbortController().signal;

function world() {
  const directory = fakeDirectory([directoryUser('ada'), directoryUser('bob')]);
  return {
    directory,
    directories: [directory],
    tenant: fakeTenant([linkedUser('ada'), unlinkedUser('cloud')]),
    links: { read: () => new Map([[objectGuidFor('ada'), anchorFor('ada')]]) },
    seen: memorySeenObjects(),
    unknown: { read: () => [{ runId: runIdFor(7), change: changeFor('ada', 'create') }] },
  };
}

test('both sides are read, and the links of earlier runs with them', async () => {
  const given = world();
  expect(await importObjects(given, settings(), given, signal)).toMatchObject({
    directory: { objects: given.directory.objects, problem: null },
    tenant: { objects: given.tenant.users, problem: null },
    organization: organization(),
    links: given.links.read(),
    absent: { there: [], gone: [] },
    settled: [{ runId: runIdFor(7), change: changeFor('ada', 'create'), fate: 'made' }],
    problems: [],
  });
});

test('R1: an object that a complete reading does not contain any more is absent, and nothing else', async () => {
  const given = world();
  given.seen.remember(given.directory.objects);
  given.directory.remove('ada');
  const { there } = (await importObjects(given, settings(), given, signal)).absent;
  expect(there.map(({ objectGuid }) => objectGuid)).toEqual([objectGuidFor('ada')]);
  given.directory.breakOff({ after: 0, problem: problem('directory.no-answer', 'dc1') });
  expect((await importObjects(given, settings(), given, signal)).absent.there).toEqual([]);
});

test('a side that breaks off keeps what it had, and its problem is told', async () => {
  const given = world();
  given.directory.breakOff({ after: 1, problem: problem('directory.no-answer', 'dc1') });
  given.tenant.breakOff({ after: 0, problem: problem('tenant.throttled', 'users') });
  const imported = await importObjects(given, settings(), given, signal);
  expect(imported.directory.objects).toHaveLength(1);
  expect(imported.problems.map(({ code }) => code)).toEqual(['directory.no-answer', 'tenant.throttled']);
});

test.each([
  ['cannot say what it is', problem('tenant.unreachable', 'graph'), 'tenant.unreachable'],
  [
    'is synchronised by another program by now (R28)',
    organization({ isSynchronisedElsewhere: true }),
    'tenant.other-synchronisation',
  ],
])('when the tenant %s, neither side is read', async (_what, answer, code) => {
  const given = world();
  given.tenant.become(answer);
  expect(await importObjects(given, settings(), given, signal)).toMatchObject({
    organization: null,
    directory: { objects: [], problem: { code } },
    tenant: { objects: [], problem: { code } },
    problems: [{ code }],
  });
});

test('R1: nobody is missed in a domain whose groups were not all read, and elsewhere groups are missed as people are', async () => {
  const given = world();
  given.seen.remember([directoryUser('eve'), directoryGroup('staff', [])]);
  given.tenant.putGroup({ ...tenantGroup('staff'), uniqueName: objectGuidFor('staff') });
  const links = { read: () => new Map([[objectGuidFor('staff'), anchorFor('staff')]]) };
  const missed = async () =>
    (await importObjects(given, settings(), { ...given, links }, signal)).absent.there.map(
      ({ displayName }) => displayName,
    );
  expect(await missed()).toEqual(['staff']);
  given.directory.readGroups = async () => ({ objects: [], problem: problem('directory.no-answer', 'dc1') });
  expect(await missed()).toEqual([]);
});
