/** Breaks of what an approval lets go, and for how long (rule R12). */
import type { Sabotage } from './sabotages.ts';

export const approvalSabotages: readonly Sabotage[] = [
  {
    breaks: 'R12: whoever approves a finding approves nothing of it that somebody rejected',
    file: 'agent-core/service/requests/approvals-decide.ts',
    find: '!isNamed.has(one.digest) && rejectedAs(one).length > 0',
    replace: '!isNamed.has(one.digest) && rejectedAs(one).length > 9',
    project: 'pure',
    test: 'test/agent-core/service/requests/approval-rejections.test.ts',
  },
  {
    breaks: 'R12: an approval lapses when its change is not due any more',
    file: 'agent-core/sync/lapse-approvals.ts',
    find: "if (intent.kind === 'preview' || isCancelled || !isWhole)",
    replace: "if (intent.kind !== 'preview' || isCancelled || !isWhole)",
    project: 'scenario',
    test: 'test/scenarios/approvals.test.ts',
  },
  {
    breaks: 'R12: an approval lapses only by a run that read everything',
    file: 'agent-core/sync/lapse-approvals.ts',
    find: 'const isWhole = imported.problems.length === 0 &&',
    replace: 'const isWhole = imported.problems.length >= 0 &&',
    project: 'scenario',
    test: 'test/scenarios/approvals.test.ts',
  },
  {
    breaks: 'R12: an approval holds while its object is held before the plan',
    file: 'agent-core/sync/lapse-approvals.ts',
    find: 'keptWaiting.has(each))',
    replace: 'keptWaiting.has(each) && each.length === 0)',
    project: 'scenario',
    test: 'test/scenarios/approvals.test.ts',
  },
  {
    breaks: 'R12: an approval is over only when the audit trail says so',
    file: 'agent-core/storage/approvals.ts',
    find: 'return audited.ok ? endApprovals(approved) : audited;',
    replace: 'return audited.ok ? endApprovals(approved) : endApprovals(approved);',
    project: 'pure',
    test: 'test/agent-core/service/requests/approval-lapse.test.ts',
  },
  {
    breaks: 'R12: an approval that is taken back lets nothing go',
    file: 'agent-core/service/requests/approvals-take-back.ts',
    find: 'const ended = approvals.endApprovals(meant);',
    replace: 'const ended = approvals.endApprovals([]);',
    project: 'pure',
    test: 'test/agent-core/service/requests/approval-take-back.test.ts',
  },
];
