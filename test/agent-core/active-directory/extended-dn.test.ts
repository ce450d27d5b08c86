import { expect, test } from 'vitest';
import { memberReferenceOf, plainDnOf } from '../../../agent-core/active-directory/extended-dn.ts';

const guid = '0D43EEFD-bd40-de57-eac1-86cd9790033d';

test('R21: a member is known by what its name carries, not by the name', () => {
  const sid = 'S-1-5-21-1-2-3-1105';
  expect(memberReferenceOf(`<GUID=${guid}>;<SID=${sid}>;CN=Ada\\, B,DC=contoso`)).toEqual({
    objectGuid: guid.toLowerCase(),
    sid,
  });
  expect(memberReferenceOf(`<GUID=${guid}>;CN=a contact,DC=contoso`)).toMatchObject({ sid: null });
  expect(memberReferenceOf('CN=<GUID=x>;,DC=contoso')).toBeNull();
});

test('the name alone is what stands behind', () => {
  expect(plainDnOf(`<GUID=${guid}>;<SID=S-1-5-11>;CN=Ada,DC=contoso`)).toBe('CN=Ada,DC=contoso');
  expect(plainDnOf('CN=Ada,DC=contoso')).toBe('CN=Ada,DC=contoso');
});
