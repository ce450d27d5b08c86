import { expect, test } from 'vitest';
import { problem } from '../../../agent-core/contract/problem.ts';
import { mapGroups } from '../../../agent-core/sync/map-groups.ts';
import type { ScopedGroups } from '../../../agent-core/sync/scope-groups.ts';
import { directoryContact, directoryGroup } from '../../builders/directory-group.ts';
import { anchorFor, objectGuidFor } from '../../builders/identifiers.ts';
import { ownershipMarkFor } from '../../builders/ownership-marks.ts';
import { configurationId } from '../../builders/settings.ts';

const ownership = { configurationId, domainGuids: new Map([['contoso.com', objectGuidFor('contoso.com')]]) };
const staff = directoryGroup('staff', []);
const map = (scoped: Partial<ScopedGroups>, owner: Parameters<typeof mapGroups>[1] = ownership) =>
  mapGroups({ inScope: [], outOfScope: [], notWritable: [], undecided: [], ...scoped }, owner);

test('R2, R3: a group is known by its objectGUID, and carries our mark where that is known', () => {
  const [desired] = map({ inScope: [staff] }).desired;
  expect(desired).toMatchObject({ anchor: anchorFor('staff'), always: { ownershipMark: ownershipMarkFor('staff') } });
  expect(map({ inScope: [staff] }, null).desired[0]?.always).not.toHaveProperty('ownershipMark');
  const elsewhere = { ...staff, domain: 'fabrikam.com' };
  expect(map({ inScope: [elsewhere] }).desired[0]?.always).not.toHaveProperty('ownershipMark');
});

test('a group without an objectGUID is none', () => {
  expect(map({ inScope: [directoryGroup('staff', [], { objectGUID: null })] })).toMatchObject({
    desired: [],
    held: [],
  });
});

test('R5: a group that was read in two domains is held in both, and keeps no other waiting', () => {
  const moved = { ...staff, domain: 'fabrikam.com' };
  const { desired, held } = map({ inScope: [staff, directoryGroup('others', []), moved] });
  expect(desired.map(({ anchor }) => anchor)).toEqual([anchorFor('others')]);
  expect(held.map(({ objectType, problem: { code, detail } }) => [objectType, code, detail])).toEqual([
    ['group', 'object.in-two-domains', 'staff in contoso.com'],
    ['group', 'object.in-two-domains', 'staff in fabrikam.com'],
  ]);
});

test('R26: what Graph cannot write is shown as what it is', () => {
  const notWritable = [
    { object: directoryContact('carl'), problem: problem('group.contact', 'carl') },
    { object: staff, problem: problem('group.mail-enabled', 'staff') },
  ];
  expect(map({ notWritable }).notWritable.map(({ objectType }) => objectType)).toEqual(['contact', 'group']);
});
