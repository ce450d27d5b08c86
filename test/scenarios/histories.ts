/**
 * `npm run test:histories -- [--from N] [--count N]`: tells histories by the number of their chance, each read whole and by memory, with and without
 * replication lag, and fails if one does not end as a single run from an empty store. A number that fails belongs into history.test.ts.
 */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type HistoryWish, makeHistory } from './make-history.ts';

const number = z.coerce.number().int().min(1).max(1_000_000);
const optionsSchema = z.object({ from: number.default(1), count: number.default(100) });
const text = { type: 'string' } as const;
const { values } = parseArgs({ options: { from: text, count: text } });
const { from, count } = optionsSchema.parse(values);

const ways: readonly Omit<HistoryWish, 'seed'>[] = [0, 60_000].flatMap((replicationLagMs) =>
  (['whole', 'by memory'] as const).flatMap((reading) =>
    [false, true].map((isWide) => ({ replicationLagMs, reading, isWide })),
  ),
);

let failures = 0;
for (let seed = from; seed < from + count; seed += 1) {
  for (const way of ways) {
    try {
      await makeHistory({ ...way, seed });
    } catch (error) {
      failures += 1;
      process.stdout.write(
        `WRONG ${JSON.stringify({ ...way, seed })}\n${error instanceof Error ? error.message : error}\n`,
      );
    }
  }
}
process.stdout.write(`${count * ways.length - failures} passed, ${failures} failed\n`);
process.exitCode = failures === 0 ? 0 : 1;
