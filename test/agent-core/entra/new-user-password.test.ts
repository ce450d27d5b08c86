import { randomInt } from 'node:crypto';
import { expect, test } from 'vitest';
import { makeNewUserPassword } from '../../../agent-core/entra/new-user-password.ts';

const passwords = Array.from({ length: 300 }, () => makeNewUserPassword());

test('R29: a password has 64 characters of every class that a policy may ask for', () => {
  for (const password of passwords) {
    expect(password).toHaveLength(64);
    for (const needed of [/[A-Z]/, /[a-z]/, /[0-9]/, /[^A-Za-z0-9]/]) expect(password).toMatch(needed);
  }
});

test('a password without one of the classes, which chance makes now and then, is thrown away', () => {
  const loadedDice: number[] = Array(64).fill(0);
  const password = makeNewUserPassword((count) => loadedDice.shift() ?? randomInt(count));
  expect(loadedDice).toEqual([]);
  expect(password).toMatch(/[a-z]/);
});

test('a password has no character that looks like another or needs escaping', () => {
  expect(passwords.join('')).toMatch(/^[A-HJ-NP-Za-km-z2-9!#%*+\-.:=?@_~]+$/);
});

test('no password is ever made twice', () => {
  expect(new Set(passwords).size).toBe(passwords.length);
});

test('every character comes up about equally often', () => {
  const counts = new Map<string, number>();
  for (const character of passwords.join('')) counts.set(character, (counts.get(character) ?? 0) + 1);
  const expected = (300 * 64) / counts.size;
  expect(counts.size).toBe(24 + 25 + 8 + 13);
  // Nine standard deviations around what chance gives.
  const tolerance = 9 * Math.sqrt(expected);
  for (const [character, count] of counts) expect(Math.abs(count - expected), character).toBeLessThan(tolerance);
});
