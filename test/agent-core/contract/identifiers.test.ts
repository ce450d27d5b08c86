import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import {
  changeDigestSchema,
  objectGuidSchema,
  runIdSchema,
  sourceAnchorSchema,
  tenantObjectIdSchema,
} from '../../../agent-core/contract/identifiers.ts';

const accepts = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success;
const guid = '6c1b0e3a-1111-2222-3333-0123456789ab';

describe('an object GUID', () => {
  test('is its text form in lower case', () => {
    expect(accepts(objectGuidSchema, guid)).toBe(true);
  });
  test.each([guid.toUpperCase(), `{${guid}}`, guid.slice(1), `${guid} `, `${guid}\n`, '', 1])('is not %j', (value) => {
    expect(accepts(objectGuidSchema, value)).toBe(false);
  });
});

describe('a source anchor', () => {
  test('is base64 of 16 bytes, and of no other number of bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        expect(accepts(sourceAnchorSchema, Buffer.from(bytes).toString('base64'))).toBe(bytes.length === 16);
      }),
    );
  });
  test.each(['AAAAAAAAAAAAAAAAAAAAAA', 'AAAAAAAAAAAAAAAAAAAAA-==', 'AAAAAAAAAAAAAAAAAAAAAA==\n'])(
    'is not %j',
    (value) => {
      expect(accepts(sourceAnchorSchema, value)).toBe(false);
    },
  );
});

test('a tenant object id is opaque, but not empty and not endless', () => {
  expect(accepts(tenantObjectIdSchema, 'x'.repeat(128))).toBe(true);
  expect(accepts(tenantObjectIdSchema, 'x'.repeat(129))).toBe(false);
  expect(accepts(tenantObjectIdSchema, '')).toBe(false);
});

test('a run id is a UUID', () => {
  expect(accepts(runIdSchema, crypto.randomUUID())).toBe(true);
  expect(accepts(runIdSchema, '1')).toBe(false);
});

test('a digest is 64 hexadecimal digits in lower case', () => {
  expect(accepts(changeDigestSchema, 'a0'.repeat(32))).toBe(true);
  expect(accepts(changeDigestSchema, 'A0'.repeat(32))).toBe(false);
  expect(accepts(changeDigestSchema, 'a0'.repeat(31))).toBe(false);
});
