import { expect, test } from 'vitest';
import {
  ReceivedAttribute,
  type ReceivedEntry,
} from '../../../agent-core/active-directory/connection/received-entry.ts';
import { bytesOf, objectGuidIn, textsOf } from '../../../agent-core/active-directory/entry-values.ts';
import { guidBytesFor, objectGuidFor } from '../../builders/identifiers.ts';

const attribute = (type: string, value: Buffer | string) => {
  const bytes = Buffer.from(value);
  return new ReceivedAttribute(type, bytes, [0, bytes.length]);
};
const entryOf = (...attributes: readonly ReceivedAttribute[]): ReceivedEntry => ({ name: 'CN=Ada', attributes });

test('an attribute whose name only begins the same is another one', () => {
  const entry = entryOf(attribute('memberOf', 'CN=Staff'), attribute('member', 'CN=Bob'));
  expect(textsOf(entry, 'member')).toEqual(['CN=Bob']);
  expect(textsOf(entryOf(attribute('memberOf', 'CN=Staff')), 'member')).toEqual([]);
});

test('a name is found in whatever case the server spells it, and with options behind it', () => {
  expect(textsOf(entryOf(attribute('MEMBER;range=0-1', 'CN=Bob')), 'member')).toEqual(['CN=Bob']);
  expect(bytesOf(entryOf(attribute('Member', 'x')), 'member')).toEqual(Buffer.from('x'));
});

test('an objectGUID that could not be one is none', () => {
  expect(objectGuidIn(entryOf(attribute('objectguid', guidBytesFor('ada'))))).toBe(objectGuidFor('ada'));
  expect(objectGuidIn(entryOf(attribute('objectGUID', 'short')))).toBeNull();
  expect(objectGuidIn(entryOf())).toBeNull();
});
