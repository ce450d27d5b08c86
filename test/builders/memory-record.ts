/** A record that is kept in memory: the real tables and what reads and writes them. */
import { createApprovals } from '../../agent-core/storage/approvals.ts';
import { createAuditTrail } from '../../agent-core/storage/audit-trail.ts';
import { createGuardHistory } from '../../agent-core/storage/guard-history.ts';
import { createHeldChanges } from '../../agent-core/storage/held-changes.ts';
import { createLinks } from '../../agent-core/storage/links.ts';
import { recordMigrations } from '../../agent-core/storage/migrations/record-migrations.ts';
import { createOwnDeletions, createRunHistory, createSignInBlocks } from '../../agent-core/storage/run-history.ts';
import { createUnknownChanges } from '../../agent-core/storage/unknown-changes.ts';
import { drivenClock } from './driven-clock.ts';
import { memoryDatabase } from './memory-database.ts';

export function memoryRecord() {
  const database = memoryDatabase(recordMigrations);
  return {
    database,
    history: createRunHistory(database, drivenClock()),
    links: createLinks(database),
    blocks: createSignInBlocks(database),
    deletions: createOwnDeletions(database),
    unknown: createUnknownChanges(database),
    guardHistory: createGuardHistory(database),
    approvals: createApprovals(database),
    heldChanges: createHeldChanges(database),
    auditTrail: createAuditTrail(database),
  };
}
