/** Pulls a report or a plan page by page. */
import type { ControlClient } from '../client/control-client.ts';
import type { RunId } from '../contract/identifiers.ts';
import { type Result, succeed } from '../contract/result.ts';
import type { ReportEntry } from '../contract/run-report.ts';

export async function readAllEntries(
  client: ControlClient,
  request: 'run.entries' | 'plan.entries',
  runId: RunId,
  signal: AbortSignal,
): Promise<Result<readonly ReportEntry[]>> {
  const entries: ReportEntry[] = [];
  let cursor: number | null = 0;
  while (cursor !== null) {
    const page: Awaited<ReturnType<typeof readPage>> = await readPage(client, request, runId, cursor, signal);
    if (!page.ok) return page;
    entries.push(...page.value.items);
    cursor = page.value.next;
  }
  return succeed(entries);
}

function readPage(
  client: ControlClient,
  request: 'run.entries' | 'plan.entries',
  runId: RunId,
  cursor: number,
  signal: AbortSignal,
) {
  return client.request(request, { runId, cursor }, signal);
}
