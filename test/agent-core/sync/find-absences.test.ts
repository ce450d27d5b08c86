import { describe, expect, test } from 'vitest';
import type { ObjectGuid } from '../../../agent-core/contract/identifiers.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import { fail } from '../../../agent-core/contract/result.ts';
import { findAbsences } from '../../../agent-core/sync/find-absences.ts';
import { directoryUser } from '../../builders/directory-object.ts';
import { type FakeDirectory, fakeDirectory } from '../../builders/fake-directory.ts';
import { objectGuidFor } from '../../builders/identifiers.ts';

const domains = () => [fakeDirectory([]), fakeDirectory([], 'fabrikam.com')] as const;
const absent = (...names: readonly string[]) =>
  names.map((name) => ({ objectGuid: objectGuidFor(name), item: `the account of ${name}` }));
const find = (
  directories: readonly FakeDirectory[],
  home: FakeDirectory | null,
  missing: ReturnType<typeof absent> = absent('ada'),
) => findAbsences(missing, home, directories, new AbortController().signal);
const foundIn = async (directories: readonly FakeDirectory[], home: FakeDirectory | null) => {
  const absences = await find(directories, home);
  return absences.ok ? absences.value.map(({ found }) => found) : absences;
};
const deleted = (domain: string, controller: string) => ({
  kind: 'deleted',
  evidence: { kind: 'tombstone', domain, controller, deletedAt: '2026-03-02T07:00:00Z' },
});

describe('R1: whoever was not read, and should be in a domain,', () => {
  test('R5: is deleted where its controller shows a tombstone and no other domain has it', async () => {
    const [contoso, fabrikam] = domains();
    contoso.leaveTombstone('ada');
    expect(await foundIn([contoso, fabrikam], contoso)).toEqual([deleted('contoso.com', 'dc1.contoso.com')]);
    expect([contoso.lookups, fabrikam.lookups]).toEqual([[null], [null]]);
    expect(await foundIn([contoso], contoso)).toEqual([deleted('contoso.com', 'dc1.contoso.com')]);
  });

  test('R5: is on its way where another domain has it, although its own shows a tombstone', async () => {
    const [contoso, fabrikam] = domains();
    contoso.leaveTombstone('ada');
    fabrikam.add(directoryUser('ada'));
    expect(await foundIn([contoso, fabrikam], contoso)).toEqual([{ kind: 'onItsWay', domain: 'fabrikam.com' }]);
  });

  test('R5: is not known to be deleted while another domain does not answer', async () => {
    const [contoso, fabrikam] = domains();
    contoso.leaveTombstone('ada');
    fabrikam.refuseLookups(problem('directory.unreachable', 'fabrikam.com'));
    expect(await foundIn([contoso, fabrikam], contoso)).toMatchObject({ problem: { code: 'directory.unreachable' } });
  });

  test('R5: is deleted by the tombstone at home, whatever tombstone it left elsewhere', async () => {
    const [contoso, fabrikam] = domains();
    for (const domain of [contoso, fabrikam]) domain.leaveTombstone('ada');
    expect(await foundIn([fabrikam, contoso], contoso)).toEqual([deleted('contoso.com', 'dc1.contoso.com')]);
  });

  test('is deleted where only a second controller shows the tombstone', async () => {
    const [contoso, fabrikam] = domains();
    contoso.leaveTombstone('ada', 'second');
    expect(await foundIn([contoso, fabrikam], contoso)).toEqual([deleted('contoso.com', 'dc2.contoso.com')]);
    expect([contoso.lookups, fabrikam.lookups]).toEqual([[null, 'dc1.contoso.com'], [null]]);
  });

  test('R5: is on its way where another domain has it', async () => {
    const [contoso, fabrikam] = domains();
    fabrikam.add(directoryUser('ada'));
    expect(await foundIn([fabrikam, contoso], contoso)).toEqual([{ kind: 'onItsWay', domain: 'fabrikam.com' }]);
    expect([contoso.lookups, fabrikam.lookups]).toEqual([[null, 'dc1.contoso.com'], [null]]);
  });

  test('is vanished while its own domain has it, and could only not be read', async () => {
    const [contoso, fabrikam] = domains();
    contoso.add(directoryUser('ada'));
    const detail = 'dc1.contoso.com still has it at CN=ada,OU=People,DC=contoso,DC=com, but it was not read';
    expect(await foundIn([contoso, fabrikam], contoso)).toEqual([{ kind: 'vanished', detail }]);
  });

  test('is vanished where nobody shows it, although everybody was asked once', async () => {
    const [contoso, fabrikam] = domains();
    const detail = 'neither the controllers of contoso.com nor another domain show it, not even deleted';
    expect(await foundIn([contoso, fabrikam], contoso)).toEqual([{ kind: 'vanished', detail }]);
    expect([contoso.lookups, fabrikam.lookups]).toEqual([[null, 'dc1.contoso.com'], [null]]);
  });
});

describe('R1: of what nobody knows the domain', () => {
  test('each is asked at two controllers', async () => {
    const [contoso, fabrikam] = domains();
    const detail = 'no domain shows it, not even deleted';
    expect(await foundIn([contoso, fabrikam], null)).toEqual([{ kind: 'vanished', detail }]);
    expect([contoso.lookups, fabrikam.lookups]).toEqual([
      [null, 'dc1.contoso.com'],
      [null, 'dc1.fabrikam.com'],
    ]);
  });

  test('a domain that has it could only not be read', async () => {
    const [contoso, fabrikam] = domains();
    fabrikam.add(directoryUser('ada'));
    expect(await foundIn([contoso, fabrikam], null)).toMatchObject([{ kind: 'vanished' }]);
  });

  test('R5: a tombstone is enough where no domain has it', async () => {
    const [contoso, fabrikam] = domains();
    contoso.leaveTombstone('ada');
    expect(await foundIn([contoso, fabrikam], null)).toEqual([deleted('contoso.com', 'dc1.contoso.com')]);
    fabrikam.add(directoryUser('ada'));
    expect(await foundIn([contoso, fabrikam], null)).toMatchObject([{ kind: 'vanished' }]);
  });
});

test('only of those who were not seen anybody else is asked', async () => {
  const [contoso] = domains();
  contoso.leaveTombstone('ada');
  const asked: (readonly ObjectGuid[])[] = [];
  const listening: FakeDirectory = {
    ...contoso,
    lookUp: (objectGuids, otherThan, signal) => {
      asked.push(objectGuids);
      return contoso.lookUp(objectGuids, otherThan, signal);
    },
  };
  const found = await find([listening], listening, absent('ada', 'bob'));
  expect(asked).toEqual([[objectGuidFor('ada'), objectGuidFor('bob')], [objectGuidFor('bob')]]);
  expect(found).toMatchObject({
    value: [
      { objectGuid: objectGuidFor('ada'), item: 'the account of ada', found: { kind: 'deleted' } },
      { objectGuid: objectGuidFor('bob'), item: 'the account of bob', found: { kind: 'vanished' } },
    ],
  });
});

test('where nobody is missing nobody is asked', async () => {
  const [contoso] = domains();
  contoso.refuseLookups(problem('directory.unreachable', 'contoso.com'));
  expect(await find([contoso], contoso, [])).toEqual({ ok: true, value: [] });
});

test.each([1, 2])('nothing is known while look-up %i is refused', async (nth) => {
  const [contoso, fabrikam] = domains();
  const refused = fail(problem('directory.unreachable', 'contoso.com'));
  const failing: FakeDirectory = {
    ...contoso,
    lookUp: (...asked) => (contoso.lookups.length + 1 === nth ? Promise.resolve(refused) : contoso.lookUp(...asked)),
  };
  expect(await find([failing, fabrikam], failing)).toEqual(refused);
});
