import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { memberReferenceOf, plainDnOf } from '../../../agent-core/active-directory/extended-dn.ts';

const referenceIn = (name: string) => memberReferenceOf(Buffer.from(name));
const guid = '0D43EEFD-bd40-de57-eac1-86cd9790033d';

test('R21: a member is known by what its name carries, not by the name', () => {
  const sid = 'S-1-5-21-1-2-3-1105';
  expect(referenceIn(`<GUID=${guid}>;<SID=${sid}>;CN=Ada\\, B,DC=contoso`)).toEqual({
    objectGuid: guid.toLowerCase(),
    sid,
  });
  expect(referenceIn(`<GUID=${guid}>;CN=a contact,DC=contoso`)).toMatchObject({ sid: null });
  expect(referenceIn('CN=<GUID=x>;,DC=contoso')).toBeNull();
});

test('the name alone is what stands behind', () => {
  expect(plainDnOf(`<GUID=${guid}>;<SID=S-1-5-11>;CN=Ada,DC=contoso`)).toBe('CN=Ada,DC=contoso');
  expect(plainDnOf('CN=Ada,DC=contoso')).toBe('CN=Ada,DC=contoso');
});

test('a reference keeps nothing of the name it was made from', () => {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  const heapBytes = () => {
    if (typeof collect === 'function') collect();
    return process.memoryUsage().heapUsed;
  };
  const members = 50_000;
  const before = heapBytes();
  const references = Array.from({ length: members }, (_, index) => {
    const number = String(index).padStart(12, '0');
    const identifiers = `<GUID=0d43eefd-bd40-de57-eac1-${number}>;<SID=S-1-5-21-1004336348-1177238915-682003330-${index}>;`;
    return referenceIn(`${identifiers}CN=Ada Lovelace ${number},OU=Engineering,OU=London,DC=contoso,DC=com`);
  });
  const bytesEach = (heapBytes() - before) / members;
  expect(references).not.toContain(null);
  // Two identifiers and what holds them; the name would be as much again.
  expect(bytesEach).toBeLessThan(220);
  expect(bytesEach).toBeGreaterThan(100);
});
