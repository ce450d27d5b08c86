import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { buildFuzzer } from './build-fuzzer.ts';

const workDir = mkdtempSync(join(tmpdir(), 'bh-fuzz-'));
afterAll(() => rmSync(workDir, { recursive: true, force: true }));

const lineSchema = z.union([
  z.strictObject({
    first: z.string(),
    none: z.null(),
    number: z.int(),
    list: z.array(z.string()),
    items: z.array(z.record(z.string(), z.unknown())),
  }),
  z.strictObject({ door: z.literal('control'), account: z.string().nullable(), sid: z.string(), pid: z.int() }),
]);

/** A campaign: BRIDGEHEAD_FUZZ_ROUNDS=50000000, and another BRIDGEHEAD_FUZZ_SEED for each. */
const rounds = process.env.BRIDGEHEAD_FUZZ_ROUNDS ?? '15000';
const seed = process.env.BRIDGEHEAD_FUZZ_SEED ?? '6';

test('whatever the service host is told, it reads nothing beyond it, quotes it so that it comes apart again, and says JSON', () => {
  const fuzzer = buildFuzzer(workDir);
  const said = execFileSync(fuzzer, [seed, rounds], { encoding: 'utf8', maxBuffer: 1024 ** 3 });
  const lines = said.trimEnd().split('\n');
  for (const line of lines) lineSchema.parse(JSON.parse(line));
  expect(lines).toHaveLength(2 * Math.ceil(Number(rounds) / 64));
});
