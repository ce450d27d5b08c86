/** Which changes failed, since when, and when each is tried again. */
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { changeDigestSchema } from '../contract/identifiers.ts';
import { problemSchema } from '../contract/problem.ts';
import type { Outcome } from '../contract/run-report.ts';
import type { Escrows } from '../sync/memory.ts';

export interface EscrowStore extends Escrows {
  /** Starts, sets or forgets the clock of its change. @param at ISO 8601 */
  learn(outcome: Outcome, at: string): void;
}

const rowSchema = z.object({
  digest: changeDigestSchema,
  first_failed_at: z.string(),
  next_attempt_at: z.string().nullable(),
  problem: z.string(),
});

export function createEscrowStore(database: DatabaseSync): EscrowStore {
  const set = database.prepare(
    `INSERT INTO escrows (digest, first_failed_at, next_attempt_at, problem) VALUES (?, ?, ?, ?)
     ON CONFLICT (digest) DO UPDATE SET next_attempt_at = excluded.next_attempt_at, problem = excluded.problem`,
  );
  const forget = database.prepare('DELETE FROM escrows WHERE digest = ?');
  const readAll = database.prepare('SELECT digest, first_failed_at, next_attempt_at, problem FROM escrows');
  return {
    read: () =>
      new Map(
        readAll
          .all()
          .map((row) => rowSchema.parse(row))
          .map(({ digest, first_failed_at: firstFailedAt, next_attempt_at: nextAttemptAt, problem }) => [
            digest,
            { firstFailedAt, nextAttemptAt, problem: problemSchema.parse(JSON.parse(problem)) },
          ]),
      ),
    learn: (outcome, at) => {
      const { kind, change } = outcome;
      if (kind === 'applied') forget.run(change.digest);
      if (kind !== 'failed' || outcome.nextAttemptAt === undefined) return;
      set.run(change.digest, at, outcome.nextAttemptAt, JSON.stringify(outcome.problem));
    },
  };
}
