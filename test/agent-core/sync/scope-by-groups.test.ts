import { expect, test } from 'vitest';
import { problem } from '../../../agent-core/contract/problem.ts';
import type { DirectoryGroup } from '../../../agent-core/sync/directory-source.ts';
import { decideByGroups } from '../../../agent-core/sync/scope-by-groups.ts';
import {
  directoryGroup,
  foreignMember,
  memberFor,
  referenceTo,
  ridFor,
  sidFor,
} from '../../builders/directory-group.ts';
import { directoryUser } from '../../builders/directory-object.ts';

const place = (name: string) => `CN=${name},OU=Groups,DC=contoso,DC=com`;
const foreign: DirectoryGroup = { ...directoryGroup('Partners', [memberFor('eve')]), sid: 'S-1-5-21-7-8-9-1105' };
const groups = [
  directoryGroup('Staff', [memberFor('ada'), memberFor('Engineers'), foreignMember('S-1-5-21-7-8-9-1105')]),
  directoryGroup('Engineers', [memberFor('bob'), memberFor('Berlin'), memberFor('ada')]),
  directoryGroup('Berlin', [memberFor('cyd'), memberFor('Staff')]),
  foreign,
];
const staff = [referenceTo('Staff')];
const decision = decideByGroups(staff, { objects: groups, problem: null });

test.each([
  ['a member is told the group', directoryUser('ada'), `member of ${place('Staff')}`],
  [
    'a member of a member is told both',
    directoryUser('bob'),
    `member of ${place('Staff')} through ${place('Engineers')}`,
  ],
  [
    'a member further down is told the whole way',
    directoryUser('cyd'),
    `member of ${place('Staff')} through ${place('Engineers')} through ${place('Berlin')}`,
  ],
  [
    'R23: a member of a group of another forest is told the way',
    directoryUser('eve'),
    `member of ${place('Staff')} through ${place('Partners')}`,
  ],
  [
    'R22: somebody with such a primary group is told it',
    directoryUser('dan', { objectSid: sidFor('dan'), primaryGroupID: ridFor('Berlin') }),
    `primary group ${place('Staff')} through ${place('Engineers')} through ${place('Berlin')}`,
  ],
  [
    'a group within is told where',
    directoryGroup('Engineers', []),
    `a group of the scope: ${place('Staff')} through ${place('Engineers')}`,
  ],
])('%s', (_, object, rule) => {
  expect(decision.verdictOf(object)).toEqual({ kind: 'in', rule });
});

test('whoever is in none is told which were looked at', () => {
  const wanted = [...staff, referenceTo('Berlin')];
  const { verdictOf } = decideByGroups(wanted, { objects: groups, problem: null });
  expect(verdictOf(directoryUser('zoe'))).toEqual({ kind: 'out', rule: 'member of none of the groups: Staff; Berlin' });
});

test('R1: whoever might be in a group that cannot be found is told its name', () => {
  const wanted = [...staff, referenceTo('Lost'), referenceTo('Gone')];
  const { verdictOf, missing } = decideByGroups(wanted, { objects: groups, problem: null });
  expect(missing).toEqual([referenceTo('Lost'), referenceTo('Gone')]);
  const rule = 'may be a member of Lost and Gone, which cannot be found';
  expect(verdictOf(directoryUser('zoe'))).toEqual({ kind: 'undecided', rule });
});

test('R1: while not all groups were read nobody is out of scope', () => {
  const { verdictOf } = decideByGroups(staff, { objects: groups, problem: problem('directory.unreachable', 'x') });
  expect(verdictOf(directoryUser('zoe'))).toEqual({ kind: 'undecided', rule: 'not all groups could be read' });
  expect(verdictOf(directoryUser('ada')).kind).toBe('in');
});
