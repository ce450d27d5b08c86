/** Writes down who did what, for those who ask later. */
import type { AuditAct } from '../contract/audit-requests.ts';
import type { Result } from '../contract/result.ts';
import type { AuditTrail } from '../storage/audit-trail.ts';
import type { Clock } from '../sync/clock.ts';
import type { AgentLog } from './agent-log.ts';
import { describeCaller } from './describe-caller.ts';
import type { Caller } from './responder.ts';

export interface Audit {
  /** Before what must not happen unwritten. @param by the caller, with the name of the person where one was given */
  require(act: AuditAct, by: string, detail: string): Result<void>;
  /** After what has happened already; if it cannot be written, the log says so. */
  note(act: AuditAct, caller: Caller | undefined, detail: string): void;
}

/** @param onDecided somebody did what no run would tell again */
export function createAudit(trail: AuditTrail, clock: Clock, log: AgentLog, onDecided: () => void): Audit {
  const append = (act: AuditAct, by: string, detail: string) => {
    const written = trail.append({ at: clock.now(), by, act, detail });
    if (written.ok && act !== 'runStarted') onDecided();
    return written;
  };
  return {
    require: append,
    note: (act, caller, detail) => {
      const written = append(act, describeCaller(caller), detail);
      if (!written.ok) log.warn('the audit trail could not be written', { act, detail: written.problem.detail });
    },
  };
}
