import { describe, expect, test } from 'vitest';
import { problem } from '../../../agent-core/contract/problem.ts';
import { defaultGroups } from '../../../agent-core/contract/settings.ts';
import { scopeSides } from '../../../agent-core/sync/scope-sides.ts';
import { referenceTo } from '../../builders/directory-group.ts';
import { directoryUser } from '../../builders/directory-object.ts';

const brokenOff = problem('directory.no-answer', 'dc1.contoso.com');

/** What is told of a group that the scope names and no reading shows. */
function toldOf({
  people = null,
  groups = null,
}: {
  people?: typeof brokenOff | null;
  groups?: typeof brokenOff | null;
}) {
  const { findings } = scopeSides(
    {
      directory: { objects: [directoryUser('ada')], problem: people },
      groups: { directory: { objects: [], problem: groups }, contacts: { objects: [], problem: null } },
      basis: { kind: 'groups', wanted: [referenceTo('Staff')], groups: { objects: [], problem: groups } },
    },
    defaultGroups,
  );
  return findings.map((finding) => finding.problem.code);
}

describe('R1: a group that the scope names and that nobody finds', () => {
  test('is told where everything was read', () => {
    expect(toldOf({})).toEqual(['scope.reference-not-found']);
  });

  test('is not told where the people were not all read: their domain may be the one that it is in', () => {
    expect(toldOf({ people: brokenOff })).toEqual([]);
  });

  test('is not told where the groups were not all read: it may be there', () => {
    expect(toldOf({ groups: brokenOff })).toEqual([]);
  });
});
