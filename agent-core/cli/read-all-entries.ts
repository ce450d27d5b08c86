/** Pulls a report or a plan page by page. */
import type { ControlClient } from '../client/control-client.ts';
import { readAllPages } from '../client/each-page.ts';
import type { RunId } from '../contract/identifiers.ts';
import type { Result } from '../contract/result.ts';
import type { ReportEntry } from '../contract/run-report.ts';

export function readAllEntries(
  client: ControlClient,
  request: 'run.entries' | 'plan.entries',
  runId: RunId,
  signal: AbortSignal,
): Promise<Result<readonly ReportEntry[]>> {
  return readAllPages((cursor) => client.request(request, { runId, cursor }, signal));
}
