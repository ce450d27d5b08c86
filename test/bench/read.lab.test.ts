import { expect, inject, test } from 'vitest';
import { measureRead } from './read.ts';

test('the bench measures what it says: the agent reads from the controller whomever ldapsearch is asked for', async () => {
  const { objects, members, ratio } = await measureRead(inject('lab'), 1);
  expect(objects).toBeGreaterThan(20);
  expect(members).toBeGreaterThan(10);
  expect(ratio).toBeGreaterThan(0);
});
