/** approvals.takeBack: what was approved and no run has made yet is held again. */
import { problem } from '../../contract/problem.ts';
import { fail, succeed } from '../../contract/result.ts';
import { namesOfApproved } from '../../sync/lapse-approvals.ts';
import { nameFirst } from '../../sync/name-first.ts';
import { describePerson } from '../describe-caller.ts';
import type { Responder } from '../responder.ts';
import { type DecisionParts, mostAudited } from './approvals-decide.ts';

export const takeBackApprovals =
  ({ approvals, audit, clock, log }: DecisionParts): Responder<'approvals.takeBack'> =>
  ({ person, finding, digests }, _signal, caller) => {
    if (finding === null && digests.length === 0)
      return fail(problem('approval.nothing-named', 'no finding, no change'));
    const approved = approvals.decisions(clock.now()).filter(({ verdict }) => verdict === 'approved');
    const isNamed = new Set(digests);
    const unknown = digests.find((digest) => !approved.some((one) => one.digest === digest));
    if (unknown !== undefined) return fail(problem('approval.not-approved', unknown));
    const meant = approved.filter((one) => isNamed.has(one.digest) || (finding !== null && one.finding === finding));
    if (meant.length === 0) return fail(problem('approval.not-approved', String(finding)));
    const by = describePerson(person, caller);
    const names = namesOfApproved(meant);
    const count = names.length === 1 ? '1 change' : `${names.length} changes`;
    const detail = `${count}${finding === null ? '' : ` of finding ${finding}`}: ${nameFirst(names, '; ', mostAudited)}`;
    const audited = audit.require('approvalTakenBack', by, detail);
    if (!audited.ok) return audited;
    const ended = approvals.endApprovals(meant);
    if (!ended.ok) return ended;
    log.info('approvals taken back', { by, changes: names.length, finding });
    return succeed({ changes: names.length });
  };
