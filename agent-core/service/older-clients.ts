/** What an older client can read of a reply that has learned to say more. New keys need no translation: older clients skip them. */
import { controlRequests } from '../contract/control-api.ts';
import { problem } from '../contract/problem.ts';
import type { ReportEntry } from '../contract/run-report.ts';

/** @param reply as this version of the protocol has it */
export function translateReply(name: string, reply: unknown, protocol: number): unknown {
  if (protocol >= 2 || name !== 'run.entries') return reply;
  const page = controlRequests['run.entries'].reply.parse(reply);
  return { ...page, items: page.items.map(entryOfProtocol1) };
}

/** Protocol 1 has no outcome `unknown`. The nearest it has is a failure whose problem says what is not known. */
function entryOfProtocol1(entry: ReportEntry): ReportEntry {
  if (entry.kind !== 'outcome' || entry.outcome.kind !== 'unknown') return entry;
  const { change, fate } = entry.outcome;
  const reason = problem('run.interrupted', `attempted; ${fate ?? 'not known whether it was made'}`);
  return { kind: 'outcome', outcome: { kind: 'failed', change, problem: reason } };
}
