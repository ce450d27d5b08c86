import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MessageSplitter } from '../../../../agent-core/active-directory/connection/message-splitter.ts';
import {
  readSearchAnswer,
  type SearchAnswer,
} from '../../../../agent-core/active-directory/connection/search-answer.ts';
import { TypeNames } from '../../../../agent-core/active-directory/connection/type-names.ts';
import { berTag, writeElement, writeInteger, writeText } from '../../../lab/directory/strict-proxy/ldap/ber.ts';

type Attributes = readonly (readonly [type: string, values: readonly Buffer[]])[];

function entryMessage(messageId: number, name: string, attributes: Attributes): Buffer {
  const parts = attributes.map(([type, values]) =>
    writeElement(
      berTag.sequence,
      writeText(type),
      writeElement(berTag.set, ...values.map((value) => writeText(value))),
    ),
  );
  const entry = writeElement(0x64, writeText(name), writeElement(berTag.sequence, ...parts));
  return writeElement(berTag.sequence, writeInteger(messageId), entry);
}

function endMessage(messageId: number, status: number, controls: Readonly<Record<string, string>>): Buffer {
  const end = writeElement(0x65, writeInteger(status, berTag.enumerated), writeText(''), writeText('why'));
  const written = Object.entries(controls).map(([oid, value]) =>
    writeElement(berTag.sequence, writeText(oid), writeElement(berTag.boolean, Buffer.from([255])), writeText(value)),
  );
  return writeElement(berTag.sequence, writeInteger(messageId), end, writeElement(0xa0, ...written));
}

/** With every value in bytes. */
function decoded(answer: SearchAnswer) {
  if (answer.kind !== 'entry') return answer;
  const attributes = answer.entry.attributes.map((attribute) => [
    attribute.type,
    Array.from({ length: attribute.count }, (_, index) => attribute.bytes(index)),
  ]);
  return { ...answer, entry: { name: answer.entry.name, attributes } };
}

const anyAttributes = fc.array(
  fc.tuple(fc.string(), fc.array(fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)))),
);

test('whatever an entry holds arrives as it was sent, however the network cuts it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 1_000_000 }), fc.string(), anyAttributes), { minLength: 1 }),
      fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1 }),
      (entries, cuts) => {
        const stream = Buffer.concat(entries.map(([id, name, attributes]) => entryMessage(id, name, attributes)));
        const splitter = new MessageSplitter();
        const names = new TypeNames();
        const messages: Buffer[] = [];
        for (let offset = 0, turn = 0; offset < stream.length; turn += 1) {
          const size = cuts[turn % cuts.length] ?? 1;
          messages.push(...splitter.push(stream.subarray(offset, offset + size)));
          offset += size;
        }
        expect(messages.map((message) => decoded(readSearchAnswer(message, names)))).toEqual(
          entries.map(([messageId, name, attributes]) => ({
            kind: 'entry',
            messageId,
            entry: { name, attributes },
          })),
        );
      },
    ),
  );
});

test('an attribute that lost its value is named, without one', () => {
  const answer = readSearchAnswer(entryMessage(7, 'CN=ada', [['title', []]]), new TypeNames());
  expect(decoded(answer)).toMatchObject({ entry: { attributes: [['title', []]] } });
});

test('the end says how it went, and what the controls answer', () => {
  const answer = readSearchAnswer(endMessage(7, 12, { '1.2.3': 'one', '4.5.6': 'two' }), new TypeNames());
  const controls = new Map([
    ['1.2.3', Buffer.from('one')],
    ['4.5.6', Buffer.from('two')],
  ]);
  expect(answer).toEqual({ kind: 'end', messageId: 7, end: { status: 12, errorMessage: 'why', controls } });
});

describe('what makes no sense is an error, not a shorter answer:', () => {
  test('anything cut out of the middle, or with a length that leads out of it', () => {
    const message = entryMessage(7, 'CN=ada', [['title', [Buffer.from('Engineer')]]]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: message.length - 1 }), (size) => {
        expect(() => readSearchAnswer(message.subarray(0, size), new TypeNames())).toThrow();
      }),
    );
    const lengthOfName = message.indexOf('CN=ada') - 1;
    const wrong = Buffer.from(message);
    wrong[lengthOfName] = 0x7f;
    expect(() => readSearchAnswer(wrong, new TypeNames())).toThrow();
  });

  test('an element without an end', () => {
    expect(() => new MessageSplitter().push(Buffer.from([0x30, 0x80, 0, 0]))).toThrow('no LDAP');
  });
});
