import { expect, test } from 'vitest';
import { ownGroupIn } from '../../../agent-core/sync/group-ownership.ts';
import type { TenantGroup } from '../../../agent-core/sync/tenant-groups.ts';
import { tenantGroup } from '../../builders/fake-tenant-groups.ts';
import { anchorFor, objectGuidFor } from '../../builders/identifiers.ts';
import { ownershipMarkFor } from '../../builders/ownership-marks.ts';
import { configurationId } from '../../builders/settings.ts';

const staff = objectGuidFor('staff');
const unlinked = { configurationId, links: new Map() };
/** The record joined it by an anchor that the directory gave it then. */
const linked = { configurationId, links: new Map([[staff, anchorFor('as it was then')]]) };
const groupWith = (ownershipMark: string | null, changes: Partial<TenantGroup> = {}): TenantGroup => ({
  ...tenantGroup('staff', { ownershipMark }),
  ...{ uniqueName: staff, ...changes },
});
const ours = ownershipMarkFor('staff');
const another = ours.replace(configurationId, '99999999-3333-4333-8333-333333333333');

test('R3: a group with our mark is ours and of the domain that it names, by the anchor that joined it', () => {
  const own = { objectGuid: staff, domainGuid: objectGuidFor('contoso.com') };
  expect(ownGroupIn(groupWith(ours), unlinked)).toEqual({ ...own, anchor: anchorFor('staff') });
  expect(ownGroupIn(groupWith(ours), linked)).toEqual({ ...own, anchor: anchorFor('as it was then') });
});

test('R3: a group that has no mark yet is ours by the record alone', () => {
  const own = { objectGuid: staff, anchor: anchorFor('as it was then'), domainGuid: null };
  expect(ownGroupIn(groupWith(null), linked)).toEqual(own);
  expect(ownGroupIn(groupWith(null), unlinked)).toBeNull();
});

test.each([
  ['with the mark of another configuration', groupWith(another)],
  ['with a mark that names another object', groupWith(ownershipMarkFor('red'))],
  ['that somebody made in the tenant', groupWith(ours, { uniqueName: null })],
  ['whose unique name is none of ours', groupWith(ours, { uniqueName: 'staff' })],
])('R3: a group is not ours %s, whatever the record says', (_, group) => {
  expect(ownGroupIn(group, linked)).toBeNull();
});

test.each([
  'mailEnabled',
  'unified',
  'dynamic',
  'roleAssignable',
  'managementRestricted',
  'synchronisedElsewhere',
] as const)('R26: a group of the kind %s is not ours, whatever it carries', (kind) => {
  expect(ownGroupIn(groupWith(ours, { kind }), linked)).toBeNull();
});
