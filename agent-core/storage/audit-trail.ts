/**
 * The audit trail: every entry carries the hash of the one before, and the last hash is kept apart. An entry that is changed, taken out
 * or moved no longer fits its neighbours; entries cut off at the end no longer fit the hash that is kept apart.
 *
 *     0000 <- entry 1 <- entry 2 <- entry 3 <- head
 *
 * Whoever may write the file and knows this can compute a whole new chain: the trail shows a hand that slipped or hid one thing, it is no
 * proof against the owner of the server. A copy of the newest hash somewhere else is.
 */
import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { type AuditEntry, auditActSchema } from '../contract/audit-requests.ts';
import type { Result } from '../contract/result.ts';
import { inTransaction, tryWrite } from './database.ts';

export type Audited = Pick<AuditEntry, 'at' | 'by' | 'act' | 'detail'>;

export interface AuditTrail {
  append(audited: Audited): Result<void>;
  /** @param cursor a sequence number to begin with; 0 for the end that `order` names */
  read(
    cursor: number,
    limit: number,
    order?: 'oldest' | 'newest',
  ): { readonly items: readonly AuditEntry[]; readonly next: number | null };
  verify(): {
    readonly entries: number;
    readonly broken: { readonly sequence: number; readonly reason: string } | null;
  };
}

const headSchema = z.object({ sequence: z.int(), hash: z.string() });
/** As it is stored, whatever somebody may have made of it. */
const rowSchema = z.object({
  sequence: z.int(),
  at: z.string(),
  by: z.string(),
  act: z.string(),
  detail: z.string(),
  previous: z.string(),
  hash: z.string(),
});
type Row = z.infer<typeof rowSchema>;
const beginning = { sequence: 0, hash: '0'.repeat(64) };

export function createAuditTrail(database: DatabaseSync): AuditTrail {
  const columns = 'sequence, at, done_by AS "by", act, detail, previous, hash';
  const readHead = database.prepare('SELECT sequence, hash FROM audit_head');
  const writeHead = database.prepare('INSERT OR REPLACE INTO audit_head (id, sequence, hash) VALUES (1, ?, ?)');
  const insert = database.prepare(
    'INSERT INTO audit (sequence, at, done_by, act, detail, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const readFrom = database.prepare(`SELECT ${columns} FROM audit WHERE sequence >= ? ORDER BY sequence LIMIT ?`);
  const readBack = database.prepare(
    `SELECT ${columns} FROM audit WHERE ?1 = 0 OR sequence <= ?1 ORDER BY sequence DESC LIMIT ?2`,
  );
  const readAll = database.prepare(`SELECT ${columns} FROM audit ORDER BY sequence`);
  const head = () => {
    const found = readHead.get();
    return found === undefined ? beginning : headSchema.parse(found);
  };
  return {
    append: (audited) =>
      tryWrite(() =>
        inTransaction(database, () => {
          const { sequence: last, hash: previous } = head();
          const entry = { sequence: last + 1, ...audited, previous };
          const hash = hashOf(entry);
          insert.run(entry.sequence, entry.at, entry.by, entry.act, entry.detail, previous, hash);
          writeHead.run(entry.sequence, hash);
        }),
      ),
    read: (cursor, limit, order = 'oldest') => {
      const rows = (order === 'oldest' ? readFrom : readBack).all(cursor, limit + 1).map((row) => rowSchema.parse(row));
      const items = rows.slice(0, limit).map((row) => ({ ...row, act: auditActSchema.parse(row.act) }));
      return { items, next: rows[limit]?.sequence ?? null };
    },
    verify: () => {
      let before = beginning;
      let entries = 0;
      for (const found of readAll.iterate()) {
        const row = rowSchema.parse(found);
        const reason = objectionTo(row, before);
        if (reason !== null) return { entries, broken: { sequence: row.sequence, reason } };
        before = row;
        entries += 1;
      }
      const { sequence, hash } = head();
      if (before.sequence === sequence && before.hash === hash) return { entries, broken: null };
      const reason = `the trail ends with entry ${before.sequence}; the last one written was ${sequence}`;
      return { entries, broken: { sequence: before.sequence + 1, reason } };
    },
  };
}

function objectionTo(row: Row, before: Pick<Row, 'sequence' | 'hash'>): string | null {
  if (row.sequence !== before.sequence + 1) return `it follows entry ${before.sequence}: what was between is gone`;
  if (row.previous !== before.hash) return 'it does not carry the hash of the entry before';
  return row.hash === hashOf(row) ? null : 'it was changed after it was written';
}

function hashOf({ sequence, at, by, act, detail, previous }: Omit<Row, 'hash'>): string {
  return createHash('sha256')
    .update(JSON.stringify([sequence, at, by, act, detail, previous]))
    .digest('hex');
}
