/** Pulls everything that the guard holds, page by page. */
import type { ControlClient } from '../client/control-client.ts';
import { readAllPages } from '../client/each-page.ts';
import type { HeldChange } from '../contract/approval-requests.ts';
import type { Result } from '../contract/result.ts';

/** @param kind only what this finding holds; null for everything */
export function readHeldChanges(
  client: ControlClient,
  kind: string | null,
  signal: AbortSignal,
): Promise<Result<readonly HeldChange[]>> {
  return readAllPages((cursor) => client.request('approvals.list', { kind, cursor }, signal));
}
