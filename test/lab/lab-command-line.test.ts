import { expect, test } from 'vitest';
import { parseCommandLine, usage } from './lab-command-line.ts';
import { faultPlanNames } from './tenant/lab/named-fault-plans.ts';

test.each([
  [[], 'Say what to do: up, down, reset, status, answers, register, faults, save, compare, tenant.'],
  [['up', 'down'], 'up takes no further word.'],
  [['register'], 'register needs the name of one file.'],
  [['compare'], 'compare needs the name of one file.'],
  [['faults', 'weather'], 'faults takes one of the plans and a number.'],
  [['restart'], 'There is no command restart.'],
  [['up', '--force'], "Unknown option '--force'."],
  [['up', '--dir', ''], '--dir needs the name of a folder.'],
  [['up', '--seed', 'huge'], 'There is no seed huge.'],
  [['up', '--port', '8444'], '--port and --certificate are for the tenant alone.'],
  [['tenant', '--port', 'eighty'], 'There is no port eighty.'],
  [['up', '--address', '0.0.0.0'], '0.0.0.0 is no loopback address'],
])('the arguments %j are not understood', (args, sentence) => {
  expect(parseCommandLine(args)).toEqual({ kind: 'misunderstood', sentence: expect.stringContaining(sentence) });
});

test.each([
  [['up', '--seed', '50000'], { command: 'up', options: { seed: 50_000 } }],
  [['up', '--read-only-controller'], { command: 'up', options: { readOnlyController: true } }],
  [['faults', 'bad day', '7'], { command: 'faults', options: { words: ['bad day', '7'] } }],
  [['compare', 'before.json'], { command: 'compare', options: { words: ['before.json'] } }],
])('the arguments %j are understood', (args, request) => {
  expect(parseCommandLine(args)).toMatchObject({ kind: 'run', ...request });
});

test.each([[['help']], [['--help']], [['up', '--help']]])('%j asks for the usage', (args) => {
  expect(parseCommandLine(args)).toEqual({ kind: 'help' });
});

test('the usage names every plan of faults', () => {
  const inOneLine = usage.replace(/\s+/g, ' ');
  for (const name of faultPlanNames) expect(inOneLine).toContain(name);
});
