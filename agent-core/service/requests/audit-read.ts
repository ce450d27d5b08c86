/** audit.read and audit.verify: who did what to the agent, and whether somebody tampered with what is written about it. */
import type { AuditAct } from '../../contract/audit-requests.ts';
import { succeed } from '../../contract/result.ts';
import type { AuditTrail } from '../../storage/audit-trail.ts';
import type { Responder } from '../responder.ts';

export const readAudit =
  (trail: Pick<AuditTrail, 'read'>): Responder<'audit.read'> =>
  ({ cursor, limit, order, knowsEndedRejections }) => {
    const { items, next } = trail.read(cursor, limit, order);
    return succeed({
      next,
      items: knowsEndedRejections ? items : items.map((one) => ({ ...one, act: before(one.act) })),
    });
  };

/** What is nearest to it of the acts that every client knows. */
function before(act: AuditAct): AuditAct {
  if (act === 'rejectionLapsed') return 'approvalLapsed';
  return act === 'rejectionTakenBack' ? 'approvalTakenBack' : act;
}

export const verifyAudit =
  (trail: Pick<AuditTrail, 'verify'>): Responder<'audit.verify'> =>
  () =>
    succeed(trail.verify());
