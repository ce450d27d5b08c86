import { expect, test } from 'vitest';
import type { Change } from '../../../agent-core/contract/plan.ts';
import { giversFirst } from '../../../agent-core/sync/unique-values.ts';
import { changeFor } from '../../builders/changes.ts';

const rename = (name: string, before: string, after: string, attribute = 'userPrincipalName') =>
  changeFor(name, 'update', [{ name: attribute, before, after }]);

test('whoever takes a value comes after whoever gives it up, through a whole chain, and everybody else stays in place', () => {
  const first = changeFor('fay', 'disable');
  const [takesAda, takesBob] = [rename('cyd', 'c', 'B'), rename('bob', 'b', 'A')];
  const [ada, last] = [rename('ada', 'a', 'x'), changeFor('gus', 'create')];
  expect(giversFirst([first, takesAda, takesBob, ada, last])).toEqual([first, ada, takesBob, takesAda, last]);
});

test('a circle keeps everybody, once each', () => {
  const circle = [rename('ada', 'a', 'b'), rename('bob', 'b', 'c'), rename('cyd', 'c', 'a')];
  const [ada, bob, cyd] = circle;
  expect(giversFirst(circle)).toEqual([cyd, bob, ada]);
});

test('who waits for two of them comes after both', () => {
  const both = changeFor('cyd', 'update', [
    { name: 'mail', before: 'c@c.d', after: 'a@c.d' },
    { name: 'mailNickname', before: 'c', after: 'b' },
  ]);
  const [ada, bob] = [rename('ada', 'a@c.d', 'x@c.d', 'mail'), rename('bob', 'b', 'y', 'mailNickname')];
  expect(giversFirst([both, ada, bob])).toEqual([ada, bob, both]);
});

test('a value of another attribute, one that need not be unique and one that is no text keep nobody waiting', () => {
  const changes = [
    rename('ada', 'a@c.d', 'b@c.d', 'mail'),
    rename('bob', 'b@c.d', 'x@c.d'),
    rename('cyd', 'Cork', 'Ulm', 'city'),
    rename('dan', 'Ulm', 'Bonn', 'city'),
    changeFor('eve', 'update', [{ name: 'mail', before: null, after: null }]),
    changeFor('fay', 'update', [{ name: 'mail', before: null, after: 'f@c.d' }]),
  ];
  expect(giversFirst(changes)).toEqual(changes);
});

test('what only changes its capitals keeps its own place', () => {
  const changes = [rename('ada', 'ada', 'Ada'), changeFor('ada', 'update')];
  expect(giversFirst(changes)).toEqual(changes);
});

test('nobody waits for a group, or for somebody who comes back: neither gives up a name that a user could take', () => {
  const takes = rename('ada', 'a', 'b', 'mailNickname');
  const group: Change = { ...rename('crew', 'b', 'c', 'mailNickname'), objectType: 'group' };
  const returns = changeFor('bob', 'restore', [{ name: 'mailNickname', before: 'b', after: 'c' }]);
  expect(giversFirst([takes, group])).toEqual([takes, group]);
  expect(giversFirst([takes, returns])).toEqual([takes, returns]);
});
