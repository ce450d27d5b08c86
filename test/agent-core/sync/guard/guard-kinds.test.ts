import { expect, test } from 'vitest';
import { guardKindNames } from '../../../../agent-core/contract/guard-settings.ts';
import { guardKinds } from '../../../../agent-core/sync/guard/guard-kinds.ts';

test('every danger bears the name that settings, approvals and clients know', () => {
  expect(guardKinds.map(({ name }) => name)).toEqual(guardKindNames);
});
