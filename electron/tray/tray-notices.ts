/** Decides what a person is told when something changes: a problem that began, or one that is over. Each is told once. */
import type { AgentConnection, Problem } from '../contract/bridge.ts';
import { problemsOf } from './tray-state.ts';

/** What was known before. While the agent is away its problems are neither new nor over. */
export interface KnownProblems {
  /** Null until the agent has answered once. */
  readonly ofAgent: readonly Problem[] | null;
  /** Why there is no connection; null while there is one. */
  readonly ofConnection: Problem | null;
}

export interface ProblemNotice {
  readonly kind: 'began' | 'over';
  readonly problem: Problem;
}

export const nothingKnown: KnownProblems = { ofAgent: null, ofConnection: null };

/** What is there when the program starts for the first time is in its icon and its menu; it is not news. Later starts know what was told. */
export function noticesAt(
  before: KnownProblems,
  connection: AgentConnection,
): { readonly known: KnownProblems; readonly notices: readonly ProblemNotice[] } {
  if (connection.kind === 'connecting') return { known: before, notices: [] };
  const now: KnownProblems =
    connection.kind === 'connected'
      ? { ofAgent: problemsOf(connection.state), ofConnection: null }
      : { ofAgent: before.ofAgent, ofConnection: connection.problem };
  if (before.ofAgent === null) return { known: now, notices: [] };
  const earlier = allOf(before);
  const later = allOf(now);
  return {
    known: now,
    notices: [
      ...missingIn(earlier, later).map((problem) => ({ kind: 'over', problem }) as const),
      ...missingIn(later, earlier).map((problem) => ({ kind: 'began', problem }) as const),
    ],
  };
}

/** However the connection is lost, it is one problem. */
const allOf = ({ ofAgent, ofConnection }: KnownProblems) => [
  ...(ofAgent ?? []).map((problem) => ({ key: problem.code, problem })),
  ...(ofConnection === null ? [] : [{ key: 'connection', problem: ofConnection }]),
];

const missingIn = (some: ReturnType<typeof allOf>, others: ReturnType<typeof allOf>) =>
  some.filter(({ key }) => !others.some((other) => other.key === key)).map(({ problem }) => problem);
