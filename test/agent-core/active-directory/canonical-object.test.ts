import { describe, expect, test } from 'vitest';
import { canonicalObjectOf } from '../../../agent-core/active-directory/canonical-object.ts';
import {
  ReceivedAttribute,
  type ReceivedEntry,
} from '../../../agent-core/active-directory/connection/received-entry.ts';
import { guidBytesFor, objectGuidFor } from '../../builders/identifiers.ts';

/** An entry as the wire brings it: every value in bytes. */
function entry(attributes: Readonly<Record<string, readonly (string | Buffer)[]>>): ReceivedEntry {
  return {
    name: 'CN=ada',
    attributes: Object.entries(attributes).map(([type, values]) => {
      const bytes = values.map((value) => Buffer.from(value));
      const ends = bytes.flatMap((_, index) => {
        const start = Buffer.concat(bytes.slice(0, index)).length;
        return [start, start + (bytes[index]?.length ?? 0)];
      });
      return new ReceivedAttribute(type, Buffer.concat(bytes), ends);
    }),
  };
}

const objectGUID = [guidBytesFor('ada')];
const attributesOf = (attributes: Parameters<typeof entry>[0]) =>
  canonicalObjectOf(entry({ objectGUID, ...attributes }), 'contoso.com')?.attributes;

test('an object is keyed by its objectGUID, and binary values are base64', () => {
  const consistency = Buffer.alloc(16, 0xff);
  expect(
    canonicalObjectOf(entry({ objectGUID, 'mS-DS-ConsistencyGuid': [consistency], cn: ['Ada'] }), 'contoso.com'),
  ).toEqual({
    objectGuid: objectGuidFor('ada'),
    domain: 'contoso.com',
    attributes: {
      objectGUID: [guidBytesFor('ada').toString('base64')],
      'mS-DS-ConsistencyGuid': [consistency.toString('base64')],
      cn: ['Ada'],
    },
  });
});

describe('an attribute', () => {
  test('is spelt as the schema spells it, whatever the server wrote, also with an option', () => {
    expect(attributesOf({ SAMACCOUNTNAME: ['ada'], 'displayname;lang-de': ['Ada'] })).toMatchObject({
      sAMAccountName: ['ada'],
      displayName: ['Ada'],
    });
  });

  test('R24: that is a time is an instant, and one that never comes is no value', () => {
    const time = { 'msDS-Entry-Time-To-Die': ['20260302080000.0Z'] };
    expect(attributesOf({ accountExpires: ['134169120000000000'], ...time })).toMatchObject({
      accountExpires: ['2026-03-02T08:00:00.000Z'],
      'msDS-Entry-Time-To-Die': ['2026-03-02T08:00:00Z'],
    });
    expect(attributesOf({ accountExpires: ['9223372036854775807'] })).not.toHaveProperty('accountExpires');
  });

  test('that nobody asked for is left out, and so is one without a value', () => {
    expect(attributesOf({ unicodePwd: ['x'], title: [] })).toEqual({ objectGUID: [expect.any(String)] });
  });

  test('with several values has them in a fixed order', () => {
    const values = ['smtp:b@contoso.com', 'SMTP:a@contoso.com', 'smtp:a@contoso.com'];
    const sorted = ['SMTP:a@contoso.com', 'smtp:a@contoso.com', 'smtp:b@contoso.com'];
    expect(attributesOf({ proxyAddresses: values })?.proxyAddresses).toEqual(sorted);
    expect(attributesOf({ proxyAddresses: values.toReversed() })?.proxyAddresses).toEqual(sorted);
  });

  test('objectClass keeps the order of the server, which ends with the most specific class', () => {
    const classes = ['top', 'person', 'organizationalPerson', 'user', 'computer'];
    expect(attributesOf({ objectClass: classes })?.objectClass).toEqual(classes);
  });

  test('is text in UTF-8', () => {
    expect(attributesOf({ displayName: ['Ådå Łove 名'] })?.displayName).toEqual(['Ådå Łove 名']);
  });
});

test('R21: a reference is the objectGUID of what it names, never the name, and a name is a plain one', () => {
  const manager = `<GUID=${objectGuidFor('boss')}>;<SID=S-1-5-21-1-2-3-4>;CN=Boss,DC=contoso`;
  const distinguishedName = `<GUID=${objectGuidFor('ada')}>;CN=Ada,DC=contoso`;
  expect(
    attributesOf({ manager: [manager], managedBy: ['CN=Boss,DC=contoso'], distinguishedName: [distinguishedName] }),
  ).toEqual({
    objectGUID: [expect.any(String)],
    manager: [objectGuidFor('boss')],
    distinguishedName: ['CN=Ada,DC=contoso'],
  });
});

test.each([
  ['no objectGUID', { cn: ['Ada'] }],
  ['an objectGUID that is too short', { objectGUID: [Buffer.alloc(15)] }],
  ['an empty objectGUID', { objectGUID: [] }],
])('an entry with %s is no object', (_what, attributes) => {
  expect(canonicalObjectOf(entry(attributes), 'contoso.com')).toBeNull();
});
