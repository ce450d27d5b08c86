/** approvals.takeBack: what was approved and no run has made yet is held again, or what was rejected counts like any other change. */
import { problem } from '../../contract/problem.ts';
import { fail, succeed } from '../../contract/result.ts';
import { auditedChanges, ofFinding } from '../../storage/audited-changes.ts';
import { namesOfDecided } from '../../sync/lapse-decisions.ts';
import { describePerson } from '../describe-caller.ts';
import type { Responder } from '../responder.ts';
import type { DecisionParts } from './approvals-decide.ts';

/** How each verdict is taken back. */
const takesBack = {
  approved: { act: 'approvalTakenBack', unknown: 'approval.not-approved', log: 'approvals taken back' },
  rejected: { act: 'rejectionTakenBack', unknown: 'approval.not-rejected', log: 'rejections taken back' },
} as const;

export const takeBackDecisions =
  ({ approvals, audit, clock, log }: DecisionParts): Responder<'approvals.takeBack'> =>
  ({ person, finding, digests, verdict }, _signal, caller) => {
    if (finding === null && digests.length === 0)
      return fail(problem('approval.nothing-named', 'no finding, no change'));
    const words = takesBack[verdict];
    const decided = approvals.decisions(clock.now()).filter((one) => one.verdict === verdict);
    const isNamed = new Set(digests);
    const unknown = digests.find((digest) => !decided.some((one) => one.digest === digest));
    if (unknown !== undefined) return fail(problem(words.unknown, unknown));
    const meant = decided.filter((one) => isNamed.has(one.digest) || (finding !== null && one.finding === finding));
    if (meant.length === 0) return fail(problem(words.unknown, String(finding)));
    const by = describePerson(person, caller);
    const names = namesOfDecided(verdict, meant);
    const [given = null, ...others] = new Set(meant.map((one) => one.finding ?? null));
    const named = finding ?? (others.length === 0 ? given : null);
    const detail = auditedChanges(names, ofFinding(named));
    const audited = audit.require(words.act, by, detail);
    if (!audited.ok) return audited;
    const ended = approvals.end(meant);
    if (!ended.ok) return ended;
    log.info(words.log, { by, changes: names.length, finding });
    return succeed({ changes: names.length });
  };
