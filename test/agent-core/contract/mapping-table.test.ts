import { expect, test } from 'vitest';
import { mappingTable } from '../../../agent-core/contract/mapping-table.ts';
import { tenantUserAttributes } from '../../../agent-core/sync/tenant.ts';
import { tenantGroupAttributes } from '../../../agent-core/sync/tenant-groups.ts';

const rowsOf = (type: string) => mappingTable.filter(({ objectType }) => objectType === type);
const propertiesOf = (type: string) =>
  rowsOf(type).flatMap(({ state }) => (state.kind === 'written' ? [state.property.split('.').at(-1) ?? ''] : []));

test('the 136 rows of users of Cloud Sync are each there once', () => {
  expect(rowsOf('user')).toHaveLength(136);
  expect(new Set(rowsOf('user').map(({ target }) => target)).size).toBe(136);
});

test('says of exactly those properties of users that they are written that are', () => {
  const managed = tenantUserAttributes.filter((name) => name !== 'ownershipMark');
  expect(new Set(propertiesOf('user'))).toEqual(new Set([...managed, 'manager', 'onPremisesImmutableId']));
});

test('says of no property of groups that it is written that is not', () => {
  const managed = new Set<string>([...tenantGroupAttributes, 'members', 'uniqueName']);
  expect(propertiesOf('group').filter((name) => !managed.has(name))).toEqual([]);
  expect(propertiesOf('contact')).toEqual([]);
});
