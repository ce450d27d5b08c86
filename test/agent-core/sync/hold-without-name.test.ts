import { describe, expect, test } from 'vitest';
import type { Change } from '../../../agent-core/contract/plan.ts';
import { holdWithoutName } from '../../../agent-core/sync/hold-without-name.ts';
import { changeFor, planOf } from '../../builders/changes.ts';

const at = (local: string) => `${local}@contoso.com`;
const renamed = (name: string, before: string, after: string) =>
  changeFor(name, 'update', [{ name: 'userPrincipalName', before: at(before), after: at(after) }]);

/** Who is held, and for what, while all but one of the changes could be made. */
const heldWithout = (missing: Change | undefined, changes: readonly Change[]) =>
  holdWithoutName(
    planOf(...changes),
    changes.filter((change) => change !== missing),
  ).map(({ change, problem, findings }) => {
    expect([problem.code, findings]).toEqual(['object.name-not-free-yet', []]);
    return `${change.displayName}: ${problem.detail}`;
  });

describe('R12: whoever needs a sign-in name', () => {
  test('waits while the change that gives it up is held, and so does whoever waits for them', () => {
    const changes = [renamed('cyd', 'cyd', 'bob'), renamed('ada', 'Boss', 'ada'), renamed('bob', 'bob', 'boss')];
    const first = `that waits for change ${changes[1]?.digest.slice(0, 12)} of ada`;
    expect(heldWithout(changes[1], changes)).toEqual([
      `cyd: userPrincipalName ${at('bob')}: cyd needs it, bob has it and is to get ${at('boss')}; ${first}`,
      `bob: userPrincipalName ${at('boss')}: bob needs it, ada has it and is to get ${at('ada')}; ${first}`,
    ]);
    expect(heldWithout(undefined, changes)).toEqual([]);
    expect(heldWithout(changes[0], changes)).toEqual([]);
  });

  test.each(['create', 'restore'] as const)(
    'to be new, or to come back, waits for a deletion that is held: %s',
    (kind) => {
      const changes = [changeFor('ada', 'delete'), { ...changeFor('ada again', kind), userPrincipalName: at('Ada') }];
      expect(heldWithout(changes[0], changes)).toEqual([
        expect.stringMatching(
          /ada again needs it, ada has it and is to be deleted; that waits for change [0-9a-f]{12} of ada$/,
        ),
      ]);
      expect(heldWithout(undefined, changes)).toEqual([]);
    },
  );

  test('in a circle waits for everybody in it', () => {
    const circle = [renamed('ada', 'a', 'b'), renamed('bob', 'b', 'c'), renamed('cyd', 'c', 'a')];
    for (const missing of circle) expect(heldWithout(missing, circle)).toHaveLength(2);
  });

  test('does not wait for the own change, nor for one that gives up nothing', () => {
    const capitals = renamed('ada', 'ADA', 'ada');
    const back = { ...changeFor('ada', 'create'), userPrincipalName: at('x') };
    const own = renamed('ada', 'x', 'y');
    expect(heldWithout(own, [own, back])).toEqual([]);
    expect(heldWithout(capitals, [capitals, renamed('bob', 'bob', 'ada')])).toEqual([]);
    expect(heldWithout(changeFor('cyd', 'disable'), [renamed('bob', 'bob', 'ada')])).toEqual([]);
  });
});
