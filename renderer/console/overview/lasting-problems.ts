/** The problems of the agent that stand below the banner: those that the banner does not tell already. */
import type { AgentState, Problem } from '../../../electron/contract/bridge.ts';

export function lastingProblemsOf({
  activity,
  problems,
}: Pick<AgentState, 'activity' | 'problems'>): readonly Problem[] {
  if (activity.kind !== 'protected') return problems;
  const { code, detail } = activity.problem;
  return problems.filter((problem) => problem.code !== code || problem.detail !== detail);
}
