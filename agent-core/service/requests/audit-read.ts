/** audit.read and audit.verify: who did what to the agent, and whether somebody tampered with what is written about it. */
import { succeed } from '../../contract/result.ts';
import type { AuditTrail } from '../../storage/audit-trail.ts';
import type { Responder } from '../responder.ts';

export const readAudit =
  (trail: Pick<AuditTrail, 'read'>): Responder<'audit.read'> =>
  ({ cursor, limit, order }) =>
    succeed(trail.read(cursor, limit, order));

export const verifyAudit =
  (trail: Pick<AuditTrail, 'verify'>): Responder<'audit.verify'> =>
  () =>
    succeed(trail.verify());
