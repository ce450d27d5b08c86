import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AccessEntry,
  readAccessEntry,
  writeAccessEntry,
} from '../../../../agent-core/active-directory/rights/access-entry.ts';
import { describeEntry } from '../../../../agent-core/active-directory/rights/describe-entry.ts';
import {
  type AccessList,
  readSecurityDescriptor,
  type SecurityDescriptor,
  writeSecurityDescriptor,
} from '../../../../agent-core/active-directory/rights/security-descriptor.ts';
import {
  bytesOfSecurityIdentifier,
  securityIdentifierOf,
} from '../../../../agent-core/active-directory/security-identifier.ts';

/** Of any type, known or not: a head that says how long it is, and whatever follows. */
const anyEntry = fc
  .tuple(fc.nat({ max: 255 }), fc.nat({ max: 255 }), fc.uint8Array({ maxLength: 60 }))
  .map(([type, flags, body]) => {
    const head = Buffer.from([type, flags, 0, 0]);
    head.writeUInt16LE(4 + body.length, 2);
    return Buffer.concat([head, body]);
  });
const anyList: fc.Arbitrary<AccessList> = fc.oneof(
  fc.constant({ kind: 'absent' } as const),
  fc.constant({ kind: 'open' } as const),
  fc.record({
    kind: fc.constant('entries' as const),
    revision: fc.constantFrom(2, 4),
    entries: fc.array(anyEntry, { maxLength: 8 }),
  }),
);
const sid = fc
  .tuple(fc.nat({ max: 0xffff }), fc.array(fc.nat({ max: 0xffff_ffff }), { maxLength: 6 }))
  .map(([authority, parts]) => ['S-1', authority, ...parts].join('-'));
const bytesOf = (text: string) => bytesOfSecurityIdentifier(text) ?? Buffer.alloc(0);
const anyDescriptor: fc.Arbitrary<SecurityDescriptor> = fc.record({
  control: fc.nat({ max: 0x7fff }).map((bits) => bits & ~0x14),
  managerControl: fc.nat({ max: 255 }),
  owner: fc.option(sid.map(bytesOf)),
  group: fc.option(sid.map(bytesOf)),
  systemList: anyList,
  accessList: anyList,
});
const guid = fc.uuid();
const knownEntry: fc.Arbitrary<AccessEntry> = fc.record({
  kind: fc.constantFrom('allow', 'deny'),
  flags: fc.nat({ max: 255 }),
  mask: fc.nat({ max: 0xffff_ffff }),
  objectType: fc.option(guid),
  inheritedType: fc.option(guid),
  sid,
});

describe('a security descriptor', () => {
  test('is read as it was written, with entries of any type byte for byte', () => {
    fc.assert(
      fc.property(anyDescriptor, (descriptor) => {
        expect(readSecurityDescriptor(writeSecurityDescriptor(descriptor))).toEqual(descriptor);
      }),
    );
  });

  test('that is cut off, or is none, is not read and never throws', () => {
    fc.assert(
      fc.property(anyDescriptor, fc.nat(), (descriptor, cut) => {
        const bytes = writeSecurityDescriptor(descriptor);
        expect(readSecurityDescriptor(bytes.subarray(0, cut % 20))).toBeNull();
        readSecurityDescriptor(bytes.subarray(0, cut % (bytes.length + 1)));
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => void readSecurityDescriptor(Buffer.from(bytes))),
    );
  });

  test('without a list and with one that lets everybody in are told apart', () => {
    const absent = { kind: 'absent' } as const;
    const empty = { control: 0, managerControl: 0, owner: null, group: null, systemList: absent };
    expect(writeSecurityDescriptor({ ...empty, accessList: { kind: 'open' } }).toString('hex')).toBe(
      '0100048000000000000000000000000000000000',
    );
    expect(writeSecurityDescriptor({ ...empty, accessList: absent }).readUInt16LE(2)).toBe(0x8000);
  });
});

describe('an entry of an access list', () => {
  test('is read as it was written', () => {
    fc.assert(fc.property(knownEntry, (entry) => void expect(readAccessEntry(writeAccessEntry(entry))).toEqual(entry)));
  });

  test('of an unknown type, or damaged, is not read and never throws', () => {
    expect(readAccessEntry(Buffer.from([9, 0, 8, 0, 1, 2, 3, 4]))).toBeNull();
    fc.assert(fc.property(anyEntry, (bytes) => void readAccessEntry(bytes)));
  });

  // The bytes of Windows for this entry, from [MS-DTYP] 2.5.1.1's grammar and 2.4.4.3's layout.
  test('has the form that Windows gives it', () => {
    const entry: AccessEntry = {
      kind: 'allow',
      flags: 0,
      mask: 0x100,
      objectType: '1131f6aa-9c07-11d1-f79f-00c04fc2dcd2',
      inheritedType: null,
      sid: 'S-1-5-32-544',
    };
    const hex = '05002c000001000001000000aaf63111079cd111f79f00c04fc2dcd2';
    expect(writeAccessEntry(entry).toString('hex')).toBe(`${hex}01020000000000052000000020020000`);
    expect(describeEntry(entry)).toBe('(OA;;CR;1131f6aa-9c07-11d1-f79f-00c04fc2dcd2;;S-1-5-32-544)');
    expect(describeEntry({ ...entry, kind: 'deny', flags: 0x1a, mask: 0x14, objectType: null })).toBe(
      '(D;CIIOID;LCRP;;;S-1-5-32-544)',
    );
    expect(describeEntry({ ...entry, objectType: null, mask: 0x1_0000_00 })).toBe('(A;;0x1000000;;;S-1-5-32-544)');
  });
});

test('a security identifier is read as it was written, and what is none is not written', () => {
  fc.assert(fc.property(sid, (text) => void expect(securityIdentifierOf(bytesOf(text))).toBe(text)));
  for (const text of ['', 'S-1', 'S-1-5-4294967296', 'S-999-5', 'everybody']) {
    expect(bytesOfSecurityIdentifier(text), text).toBeNull();
  }
});
