import { expect, test } from 'vitest';
import { readElement, writeElement, writeText } from '../ldap/ber.ts';
import { readDirSync } from '../ldap/dirsync.ts';
import { type LdapMessage, operationTag } from '../ldap/ldap-message.ts';
import { endOf, resultCode } from '../ldap/ldap-result.ts';
import { type DirSyncRests, splitDirSync } from './split-dirsync.ts';

const dirSyncOid = '1.2.840.113556.1.4.841';
const dirSync = (cookie: string) => ({
  oid: dirSyncOid,
  isCritical: true,
  value: writeElement(0x30, Buffer.from([2, 1, 0, 2, 1, 0]), writeText(cookie)),
});
const request = (id: number, cookie: string): LdapMessage => ({
  id,
  operation: readElement(writeElement(operationTag.searchRequest)),
  controls: [dirSync(cookie)],
});
const entry: LdapMessage = { id: 1, operation: readElement(writeElement(operationTag.searchEntry)), controls: [] };

/** What the client gets for `asked` when the controller would answer with `count` entries, and the cookie that the controller saw. */
function ask(asked: LdapMessage, count: number, rests: DirSyncRests) {
  const treatment = splitDirSync(2, rests)(asked);
  const end = endOf(asked, { code: resultCode.success, controls: [dirSync('end')] });
  const fromController = [...Array.from({ length: count }, () => entry), end];
  const answers =
    treatment.kind === 'answer'
      ? treatment.answers
      : fromController.flatMap((answer) => treatment.change?.(answer) ?? []);
  const last = answers.at(-1);
  const announced = last === undefined ? undefined : readDirSync(last);
  return {
    count: answers.length - 1,
    ids: [...new Set(answers.map(({ id }) => id))],
    hasMore: announced?.flags !== 0,
    cookie: announced?.cookie.toString('latin1') ?? '',
    seenByController: treatment.kind === 'forward' ? readDirSync(treatment.request)?.cookie.toString() : undefined,
  };
}

test('the rounds of one answer come without asking the controller again', () => {
  const rests: DirSyncRests = new Map();
  const first = ask(request(1, 'begin'), 3, rests);
  expect(first).toMatchObject({ count: 2, ids: [1], hasMore: true, seenByController: 'begin' });
  const second = ask(request(7, first.cookie), 99, rests);
  expect(second).toMatchObject({ count: 1, ids: [7], hasMore: false, cookie: 'end', seenByController: undefined });
});

test('a round that was forgotten leads back to where the first one began', () => {
  const { cookie } = ask(request(1, 'begin'), 3, new Map());
  expect(ask(request(2, cookie), 3, new Map())).toMatchObject({ count: 2, seenByController: 'begin' });
});

test('not more is kept than anybody can want', () => {
  const rests: DirSyncRests = new Map();
  for (let id = 1; id < 100; id += 1) ask(request(id, 'begin'), 3, rests);
  expect(rests.size).toBe(64);
});

test('an answer that fits, and an error, pass as they are', () => {
  expect(ask(request(1, 'begin'), 2, new Map())).toMatchObject({ count: 2, hasMore: false, cookie: 'end' });
  const treatment = splitDirSync(2, new Map())(request(1, 'rubbish'));
  const refusal = endOf(request(1, ''), { code: resultCode.unavailableCriticalExtension });
  expect(treatment.kind === 'forward' && treatment.change?.(refusal)).toStrictEqual([refusal]);
});
