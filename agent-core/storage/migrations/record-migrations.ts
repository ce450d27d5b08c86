/**
 * Every version of record.db, the oldest first. How it is changed, also when the shape of stored settings changes:
 *
 *   1. Add a file: the next number, a name that says what changes, SQL as a text. Nothing in it may depend on the rest of the
 *      source, because the source will change and the migration may not. Settings are JSON: SQLite's json functions change them.
 *   2. Every revision of the settings is changed, not only the newest; what a person decided is kept, what is new gets a value
 *      that changes nothing for the accounts.
 *   3. Append it here. The database is copied to backups/ before, and each migration is done in a transaction of its own.
 *   4. Test it on rows as the version before wrote them, written out in the test: test/agent-core/storage/migrations/.
 *   5. It is frozen with the release that ships it. A mistake in it is mended by the next one.
 *
 * An older agent refuses a newer record (data.newer-version); going back means restoring the backup.
 */
import type { Migrations } from '../database.ts';
import { firstTables } from './1-first-tables.ts';
import { whoSaved } from './2-who-saved.ts';
import { severalDomains } from './3-several-domains.ts';
import { unknownChanges } from './4-unknown-changes.ts';
import { countedChanges } from './5-counted-changes.ts';
import { approvals } from './6-approvals.ts';
import { auditTrail } from './7-audit-trail.ts';
import { attributeWrites } from './8-attribute-writes.ts';
import { ownershipMarks } from './9-ownership-marks.ts';
import { provisioningLog } from './10-provisioning-log.ts';
import { escrows } from './11-escrows.ts';
import { removals } from './12-removals.ts';
import { objectNames } from './13-object-names.ts';
import { linksByAnchor } from './14-links-by-anchor.ts';
import { exemptionsEnd } from './15-exemptions-end.ts';
import { guardMemory } from './16-guard-memory.ts';
import { whatObjectsHad } from './17-what-objects-had.ts';
import { filledDomains } from './18-filled-domains.ts';
import { whatIsApproved } from './19-what-is-approved.ts';

export const recordMigrations: Migrations = [
  firstTables,
  whoSaved,
  severalDomains,
  unknownChanges,
  countedChanges,
  approvals,
  auditTrail,
  attributeWrites,
  ownershipMarks,
  provisioningLog,
  escrows,
  removals,
  objectNames,
  linksByAnchor,
  exemptionsEnd,
  guardMemory,
  whatObjectsHad,
  filledDomains,
  whatIsApproved,
];
