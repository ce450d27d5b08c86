/** What people decided about held changes. Each decision is about one change and one kind of danger, and about nothing else (rule R12). */

import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { type Decision, decisionSchema, type Exemption, exemptionSchema } from '../contract/approval-requests.ts';
import type { ChangeDigest, ObjectGuid } from '../contract/identifiers.ts';
import type { Result } from '../contract/result.ts';
import { decisionKeyOf, exemptionKeyOf } from '../sync/guard/decisions.ts';
import { namesOfDecided } from '../sync/lapse-decisions.ts';
import type { Approvals } from '../sync/memory.ts';
import { createAuditTrail } from './audit-trail.ts';
import { auditedChanges } from './audited-changes.ts';
import { inTransaction, tryWrite } from './database.ts';

const decisionRowSchema = z.object({ ...decisionSchema.shape, objects: z.string().nullable() });

function decisionIn(row: unknown): Decision {
  const { objects, ...decision } = decisionRowSchema.parse(row);
  return objects === null ? decision : decisionSchema.parse({ ...decision, objectGuids: JSON.parse(objects) });
}

const lapses = [
  ['approved', 'approvalLapsed'],
  ['rejected', 'rejectionLapsed'],
] as const;

const nameRowSchema = z.object({ name: z.string().nullable() });

export interface ApprovalStore extends Approvals {
  /** Those in force. @param now ISO 8601 */
  decisions(now: string): readonly Decision[];
  /** Those about one change that are in force. */
  decisionsOn(digest: ChangeDigest, now: string): readonly Decision[];
  /** Those in force. @param now ISO 8601 */
  exemptions(now: string): readonly Exemption[];
  /** Each takes the place of an earlier one about the same. All or none. */
  decide(decisions: readonly Decision[]): Result<void>;
  /** All or none. */
  exempt(exemptions: readonly Exemption[]): Result<void>;
  /** All or none. */
  takeBack(objectGuids: readonly ObjectGuid[], kind: string): Result<void>;
  /** These do not hold any more. All or none. */
  end(decided: readonly Decision[]): Result<void>;
  /** The change was made: an approval is for once. */
  use(digest: ChangeDigest): void;
  /** As the newest record of it in the provisioning log calls it; null when that has none. */
  nameOf(objectGuid: ObjectGuid): string | null;
  /** Nothing is decided any more. */
  forget(): Result<void>;
}

export function createApprovals(database: DatabaseSync): ApprovalStore {
  const columns = 'verdict, digest, kind, decided_by AS "by", at, expires_at AS expiresAt, what, objects, finding';
  const inForce = '(expires_at IS NULL OR expires_at > ?)';
  const readAll = database.prepare(`SELECT ${columns} FROM decisions WHERE ${inForce} ORDER BY at DESC, kind, digest`);
  const readOf = database.prepare(`SELECT ${columns} FROM decisions WHERE ${inForce} AND digest = ? ORDER BY kind`);
  const replace = database.prepare(
    `INSERT OR REPLACE INTO decisions (digest, kind, verdict, decided_by, at, expires_at, what, objects, finding)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const remove = database.prepare("DELETE FROM decisions WHERE digest = ? AND verdict = 'approved'");
  const readExemptions = database.prepare(
    `SELECT object_guid AS objectGuid, kind, decided_by AS "by", at, expires_at AS expiresAt, name, finding FROM exemptions
     WHERE ${inForce} ORDER BY at DESC, object_guid, kind`,
  );
  const addExemption = database.prepare(
    'INSERT OR REPLACE INTO exemptions (object_guid, kind, decided_by, at, expires_at, name, finding) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const removeOne = database.prepare('DELETE FROM decisions WHERE digest = ? AND kind = ? AND verdict = ?');
  const auditTrail = createAuditTrail(database);
  const removeExemption = database.prepare('DELETE FROM exemptions WHERE object_guid = ? AND kind = ?');
  const decisions = (now: string) => readAll.all(now).map(decisionIn);
  const readName = database.prepare(
    `SELECT coalesce(
       entry ->> '$.outcome.change.userPrincipalName', entry ->> '$.held.userPrincipalName',
       entry ->> '$.outcome.change.displayName', entry ->> '$.held.displayName'
     ) AS name FROM provisioning_log AS line NATURAL JOIN run_entries WHERE object_guid = ? ORDER BY line.id DESC LIMIT 1`,
  );
  const removeAll = ['decisions', 'exemptions'].map((table) => database.prepare(`DELETE FROM ${table}`));
  const nameOf = (objectGuid: ObjectGuid) => nameRowSchema.parse(readName.get(objectGuid) ?? { name: null }).name;
  const exemptionsIn = (now: string) => readExemptions.all(now).map((row) => exemptionSchema.parse(row));
  const end = (decided: readonly Decision[]) =>
    tryWrite(() =>
      inTransaction(database, () => {
        for (const { digest, kind, verdict } of decided) removeOne.run(digest, kind, verdict);
      }),
    );
  return {
    read: (now) => ({
      byChange: new Map(decisions(now).map((decision) => [decisionKeyOf(decision.digest, decision.kind), decision])),
      exemptions: new Set(exemptionsIn(now).map(({ objectGuid, kind }) => exemptionKeyOf(objectGuid, kind))),
    }),
    decisions,
    decisionsOn: (digest, now) => readOf.all(now, digest).map(decisionIn),
    exemptions: (now) => exemptionsIn(now).map((one) => ({ ...one, name: one.name ?? nameOf(one.objectGuid) })),
    decide: (decided) =>
      tryWrite(() =>
        inTransaction(database, () => {
          for (const {
            digest,
            kind,
            verdict,
            by,
            at,
            expiresAt,
            what = null,
            objectGuids = [],
            finding = null,
          } of decided)
            replace.run(digest, kind, verdict, by, at, expiresAt, what, JSON.stringify(objectGuids), finding);
        }),
      ),
    exempt: (given) =>
      tryWrite(() =>
        inTransaction(database, () => {
          for (const { objectGuid, kind, by, at, expiresAt, name, finding = null } of given)
            addExemption.run(objectGuid, kind, by, at, expiresAt, name, finding);
        }),
      ),
    takeBack: (objectGuids, kind) =>
      tryWrite(() =>
        inTransaction(database, () => {
          for (const objectGuid of objectGuids) removeExemption.run(objectGuid, kind);
        }),
      ),
    end,
    lapse: (decided, at) => {
      for (const [verdict, act] of lapses) {
        const names = namesOfDecided(verdict, decided);
        if (names.length === 0) continue;
        const detail = auditedChanges(names, ' not due any more');
        const audited = auditTrail.append({ at, by: 'the agent', act, detail });
        if (!audited.ok) return audited;
      }
      return end(decided);
    },
    use: (digest) => void remove.run(digest),
    nameOf,
    forget: () =>
      tryWrite(() =>
        inTransaction(database, () => {
          for (const statement of removeAll) statement.run();
        }),
      ),
  };
}
