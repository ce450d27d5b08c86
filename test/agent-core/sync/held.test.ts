import { expect, test } from 'vitest';
import { problem } from '../../../agent-core/contract/problem.ts';
import { holdObject, nameOf } from '../../../agent-core/sync/held.ts';
import { type Attributes, directoryUser } from '../../builders/directory-object.ts';
import { objectGuidFor } from '../../builders/identifiers.ts';

test.each<[Attributes, string]>([
  [{ displayName: 'Ada Lovelace' }, 'Ada Lovelace'],
  [{ displayName: null, cn: 'Ada' }, 'Ada'],
  [{ displayName: ' ', cn: null, sAMAccountName: 'ada' }, 'ada'],
  [{ displayName: null, cn: null, sAMAccountName: null }, objectGuidFor('x')],
])('an object with %j is called %s', (attributes, name) => {
  expect(nameOf(directoryUser('x', attributes))).toBe(name);
});

test('a held object names itself and the reason, and the sign-in name only if it has one', () => {
  const reason = problem('object.value-invalid', 'title');
  expect(holdObject(directoryUser('ada'), reason)).toEqual({
    objectType: 'user',
    objectGuid: objectGuidFor('ada'),
    displayName: 'ada',
    userPrincipalName: 'ada@contoso.com',
    problem: reason,
  });
  expect(holdObject(directoryUser('ada', { userPrincipalName: null }), reason).userPrincipalName).toBeNull();
});
