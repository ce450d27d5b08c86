import { describe, expect, test } from 'vitest';
import { objectInMark, objectOfMark, ownerOfMark, ownershipMarkOf } from '../../../agent-core/sync/ownership-mark.ts';
import { objectGuidFor } from '../../builders/identifiers.ts';
import { ownershipMarkFor } from '../../builders/ownership-marks.ts';
import { configurationId } from '../../builders/settings.ts';

const ada = objectGuidFor('ada');
const mark = ownershipMarkFor('ada');
const [, domainGuid = ''] = mark.split(' ');
const ownerOf = (given: unknown) => ownerOfMark(given, configurationId, ada);

describe('R3: a mark', () => {
  test('names the configuration, the domain and the object', () => {
    const domainGuids = new Map([['contoso.com', objectGuidFor('contoso.com')]]);
    const ownership = { configurationId, domainGuids };
    expect(ownershipMarkOf(ownership, { objectGuid: ada, domain: 'contoso.com' })).toBe(mark);
    expect(() => ownershipMarkOf(ownership, { objectGuid: ada, domain: 'fabrikam.com' })).toThrow(
      'the GUID of fabrikam.com is not known',
    );
  });

  test.each([
    ['of this object', mark],
    ['in capitals', mark.toUpperCase()],
    ['with another domain: the object moved', ownershipMarkFor('ada', 'fabrikam.com')],
  ])('%s is ours', (_, given) => {
    expect(ownerOf(given)).toBe('ours');
  });

  test.each([
    ['of another object', ownershipMarkFor('bob')],
    ['of another configuration', mark.replace(configurationId, objectGuidFor('another'))],
    ['without a domain', `${configurationId}  ${ada}`],
    ['with something behind it', `${mark} more`],
    ['that is no mark', 'bridgehead'],
    ['that is no text', 7],
  ])("%s is somebody else's", (_, given) => {
    expect(ownerOf(given)).toBe('another');
  });

  test.each([null, undefined])('that is %s belongs to nobody', (given) => {
    expect(ownerOf(given)).toBe('nobody');
  });
});

test('R3: an object is looked for by the mark of this configuration alone', () => {
  expect(objectOfMark(mark.toUpperCase(), configurationId)).toEqual({ domainGuid, objectGuid: ada });
  for (const other of [
    mark.replace(configurationId, ada),
    `${configurationId} ${domainGuid} ada`,
    configurationId,
    null,
  ])
    expect(objectOfMark(other, configurationId)).toBeNull();
});

test('somebody is told of by whatever mark they carry', () => {
  expect(objectInMark(mark.replace(configurationId, 'ANOTHER').toUpperCase())).toBe(ada);
  for (const none of ['another domain nobody', '', null, undefined]) expect(objectInMark(none)).toBeNull();
});
