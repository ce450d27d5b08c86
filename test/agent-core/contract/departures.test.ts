import { expect, test } from 'vitest';
import { findConcerned } from '../../../agent-core/contract/departures.ts';
import { changeEntry, heldEntry, unlinkEntry } from '../../builders/effect-entries.ts';

const left = (name: string) => heldEntry(name, 'scope.left');
const waits = (name: string) => heldEntry(name, 'object.removal-waits');
const deleted = (name: string) => changeEntry(name, 'delete');
const blocked = (name: string) => changeEntry(name, 'disable');

test.each([
  ['whoever begins to leave', [left('ada')], [], 1],
  ['whoever leaves as before', [left('ada')], [left('ada')], 0],
  ['whoever leaves instead of somebody else', [left('ada')], [left('grace')], 1],
  ['whoever is let go of and would be deleted', [deleted('ada')], [left('ada')], 1],
  ['whoever is let go of and would wait for a removal', [waits('ada')], [left('ada')], 1],
  ['whoever waits and would be blocked', [blocked('ada')], [waits('ada')], 1],
  ['whoever was to be deleted and would be blocked', [blocked('ada')], [deleted('ada')], 1],
  ['whoever was to be blocked and would be deleted', [deleted('ada')], [blocked('ada')], 1],
  ['whoever was to be deleted and would be let go of', [left('ada')], [deleted('ada')], 0],
  ['whoever is only changed', [changeEntry('ada', 'update'), heldEntry('ada', 'object.absent')], [], 0],
])('%s', (_who, entries, without, objects) => {
  expect(findConcerned(entries, without)).toMatchObject({ objects, memberships: 0 });
});

test('counts each object once, with its memberships, and others that end by themselves', () => {
  const entries = [
    ...['ada', 'grace'].flatMap((name) => [deleted(name), unlinkEntry('staff', name), unlinkEntry('board', name)]),
    waits('grace'),
    unlinkEntry('staff', 'joan'),
    unlinkEntry('board', 'joan'),
  ];
  const without = [deleted('grace'), unlinkEntry('board', 'joan')];
  expect(findConcerned(entries, without)).toEqual({ leaving: 2, objects: 1, memberships: 1 });
});
