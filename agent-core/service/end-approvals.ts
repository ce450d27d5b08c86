/**
 * An approval is for the danger that somebody looked at, under the settings of then. Where others decide from now on who is removed, or how
 * much of a danger may happen, what is approved and not made yet is looked at once more (rule R12): otherwise an approval of those who left by
 * one change of the scope would serve for the next one, wherever no whole run lay between.
 */
import { isDeepStrictEqual } from 'node:util';
import { type Result, succeed } from '../contract/result.ts';
import type { Settings } from '../contract/settings.ts';
import { decidesWhoStays } from '../contract/who-leaves.ts';
import type { ApprovalStore } from '../storage/approvals.ts';
import { auditedChanges } from '../storage/audited-changes.ts';
import type { Clock } from '../sync/clock.ts';
import { namesOfDecided } from '../sync/lapse-decisions.ts';
import type { Audit } from './audit.ts';
import { describeCaller } from './describe-caller.ts';
import type { Caller } from './responder.ts';

export interface EndingParts {
  readonly approvals: ApprovalStore;
  readonly audit: Audit;
  readonly clock: Clock;
}

interface SettingsChange {
  readonly before: Settings;
  readonly after: Settings;
}

/** To be called before these settings are saved: if they cannot be, nothing is let go by mistake. @returns of how many changes the approval is over */
export function endApprovals(
  { approvals, audit, clock }: EndingParts,
  { before, after }: SettingsChange,
  caller: Caller | undefined,
): Result<number> {
  if (!endsApprovals(before, after)) return succeed(0);
  const approved = approvals.decisions(clock.now()).filter(({ verdict }) => verdict === 'approved');
  const names = namesOfDecided('approved', approved);
  if (names.length === 0) return succeed(0);
  const detail = auditedChanges(names, ', by other settings');
  const audited = audit.require('approvalLapsed', describeCaller(caller), detail);
  if (!audited.ok) return audited;
  const ended = approvals.end(approved);
  return ended.ok ? succeed(names.length) : ended;
}

function endsApprovals(before: Settings, after: Settings): boolean {
  const decisive = ({ guard, configurationId, tenant }: Settings) => [guard, configurationId, tenant.tenantId];
  return decidesWhoStays(before, after) || !isDeepStrictEqual(decisive(before), decisive(after));
}
