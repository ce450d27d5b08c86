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
];
