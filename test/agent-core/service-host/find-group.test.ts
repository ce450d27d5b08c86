import { expect, test } from 'vitest';
import { findGroup } from '../../../agent-core/service-host/find-group.ts';

test('a group is known by its name alone', () => {
  expect(findGroup('root')).toBe(0);
  expect(findGroup('no-such-group')).toBeNull();
  // A number would be taken as well by who is asked; nobody means a number.
  expect(findGroup('0')).toBeNull();
  expect(findGroup('--help')).toBeNull();
});
