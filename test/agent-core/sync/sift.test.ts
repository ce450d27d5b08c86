import { expect, test } from 'vitest';
import { isManagerRight, mayBeLinked } from '../../../agent-core/sync/sift.ts';
import { objectGuidFor, tenantIdFor } from '../../builders/identifiers.ts';

const [boss, other] = [tenantIdFor('boss'), tenantIdFor('other')];
const end = (isQuiet: boolean, tenantObjectId: typeof boss | null) => ({ isQuiet, tenantObjectId });

test.each([
  ['the same on both sides', boss, end(true, boss), true],
  ['another one in the tenant', other, end(true, boss), false],
  ['one in the tenant alone', boss, null, false],
  ['none on either side', null, null, true],
  ['one in the directory who is not to be in the tenant', null, end(true, null), true],
  ['one in the directory of whom nothing is settled', null, end(false, null), false],
  ['one in the directory who is in the tenant', null, end(true, boss), false],
])('a manager is right or wrong: %s', (_, managerId, manager, isRight) => {
  expect(isManagerRight({ managerId, manager })).toBe(isRight);
});

test.each([
  ['is in the tenant', end(true, boss), null, true],
  ['is not settled', end(false, null), null, true],
  ['is settled and not in the tenant', end(true, null), 'S-1-5-21-1', false],
  ['nobody knows but by a SID that is known', null, 'S-1-5-21-1', true],
  ['nobody knows, not even the SID', null, 'S-1-5-21-2', false],
  ['nobody knows, and without a SID', null, null, false],
])('a member may have to be linked who %s', (_, known, sid, mayBe) => {
  const memory = { withSids: (sids: readonly string[]) => (sids.includes('S-1-5-21-1') ? [objectGuidFor('ada')] : []) };
  expect(mayBeLinked(memory, { objectGuid: objectGuidFor('a stand-in'), sid, end: known })).toBe(mayBe);
});
