import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { Secret } from '../../../agent-core/contract/secret.ts';

const secret = new Secret('correct horse');

test('a secret is revealed on purpose', () => {
  expect(secret.reveal()).toBe('correct horse');
});

describe('a secret cannot be seen by accident', () => {
  test.each<[string, () => string]>([
    ['as a string', () => String(secret)],
    ['in a template', () => `${secret}`],
    ['in a concatenation', () => `password: ${[secret, secret].join()}`],
    ['as JSON', () => JSON.stringify({ secret, list: [secret] })],
    ['in util.inspect', () => inspect({ secret }, { depth: null, showHidden: true, getters: true })],
    ['in util.inspect without custom inspection', () => inspect(secret, { customInspect: false, showHidden: true })],
    ['as its own properties', () => JSON.stringify([Object.entries(secret), Reflect.ownKeys(secret)])],
    ['as a copy', () => JSON.stringify({ ...secret }) + JSON.stringify(Object.assign({}, secret))],
    ['as a structured clone', () => inspect(structuredClone(secret))],
    ['in the message of an error', () => inspect(new Error(`refused ${secret}`, { cause: secret }))],
  ])('%s', (_how, show) => {
    expect(show()).not.toContain('correct');
    expect(show()).not.toContain('horse');
  });
});

test('a secret says that it is one', () => {
  expect(`${secret}`).toBe('[secret]');
  expect(JSON.stringify({ secret })).toBe('{"secret":"[secret]"}');
});
