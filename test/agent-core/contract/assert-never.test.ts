import { expect, test } from 'vitest';
import { assertNever } from '../../../agent-core/contract/assert-never.ts';

test('a member that was smuggled into a closed union is thrown and named', () => {
  const smuggled: unknown = { kind: 'delete' };
  expect(() => assertNever(smuggled as never)).toThrow('{"kind":"delete"}');
});
