import fc from 'fast-check';
import {
  Attribute,
  BindRequest,
  Change,
  EqualityFilter,
  ModifyRequest,
  PagedResultsControl,
  SearchRequest,
} from 'ldapts';

import { describe, expect, test } from 'vitest';
import { readElement, readInteger, writeInteger, writeText } from './ber.ts';
import { ElementSplitter } from './element-splitter.ts';
import { operationTag, readMessage, writeMessage } from './ldap-message.ts';
import { readPaging, withPaging } from './paging.ts';
import { searchTarget } from './search.ts';

const search = new SearchRequest({
  messageId: 300,
  baseDN: 'DC=contoso,DC=test',
  scope: 'sub',
  filter: new EqualityFilter({ attribute: 'cn', value: 'Müller, Jürgen' }),
  attributes: ['cn'],
  controls: [new PagedResultsControl({ critical: true, value: { size: 500, cookie: Buffer.from('next') } })],
});
const written = (message: { write: () => Buffer }) => message.write();

describe('a message that another library wrote', () => {
  test.each([
    ['a search with paging', written(search)],
    ['a bind', written(new BindRequest({ messageId: 1, dn: 'anna@contoso.test', password: 'secret' }))],
    [
      'a change with a long value',
      written(
        new ModifyRequest({
          messageId: 70_000,
          dn: 'CN=Anna,DC=contoso,DC=test',
          changes: [
            new Change({
              operation: 'replace',
              modification: new Attribute({ type: 'info', values: ['x'.repeat(70_000)] }),
            }),
          ],
        }),
      ),
    ],
  ])('%s is read and written again as the same bytes', (_what, bytes) => {
    expect(writeMessage(readMessage(readElement(bytes)))).toStrictEqual(bytes);
  });

  test('a search tells where it goes and which page it wants', () => {
    const message = readMessage(readElement(search.write()));
    expect([message.id, message.operation.tag]).toStrictEqual([300, operationTag.searchRequest]);
    expect(searchTarget(message)).toStrictEqual({ baseDn: 'DC=contoso,DC=test', scope: 'subtree' });
    expect(readPaging(message)).toStrictEqual({ size: 500, cookie: Buffer.from('next') });
    const nextPage = withPaging(message, { size: 10, cookie: Buffer.alloc(0) });
    expect(readPaging(readMessage(readElement(writeMessage(nextPage))))).toStrictEqual({
      size: 10,
      cookie: Buffer.alloc(0),
    });
  });
});

test('what is no LDAP is refused', () => {
  expect(() => readMessage(readElement(Buffer.from('GET / HTTP/1.1\r\n')))).toThrow('ends in the middle');
  expect(() => readMessage(readElement(writeText('text')))).toThrow('no LDAP message');
  expect(() => new ElementSplitter().push(Buffer.from([0x30, 0x80, 0, 0]))).toThrow('no length that LDAP allows');
});

test('numbers are written as short as possible and read as they were', () => {
  fc.assert(
    fc.property(fc.integer(), (value) => {
      const element = readElement(writeInteger(value));
      expect(readInteger(element)).toBe(value);
      const [first = 0, second = 0] = element.content;
      const isPadded = element.content.length > 1 && (first === 0 || first === 0xff) && first >> 7 === second >> 7;
      expect(isPadded).toBe(false);
    }),
  );
  expect(writeInteger(127)).toHaveLength(3);
  expect(writeInteger(128)).toHaveLength(4);
});

test('messages arrive whole, however the network cuts them', () => {
  const sizes = fc.array(fc.nat(700), { maxLength: 8 });
  fc.assert(
    fc.property(sizes, fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1 }), (lengths, cuts) => {
      const elements = lengths.map((length) => writeText('x'.repeat(length)));
      const stream = Buffer.concat(elements);
      const splitter = new ElementSplitter();
      const arrived: Buffer[] = [];
      for (let offset = 0, cut = 0; offset < stream.length; cut += 1) {
        const size = cuts[cut % cuts.length] ?? 1;
        arrived.push(...splitter.push(stream.subarray(offset, offset + size)));
        offset += size;
      }
      expect(arrived).toStrictEqual(elements);
    }),
  );
});
