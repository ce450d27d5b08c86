/** Pulls everything that the guard holds, page by page. */
import type { ControlClient } from '../client/control-client.ts';
import type { HeldChange } from '../contract/approval-requests.ts';
import { type Result, succeed } from '../contract/result.ts';

/** @param kind only what this finding holds; null for everything */
export async function readHeldChanges(
  client: ControlClient,
  kind: string | null,
  signal: AbortSignal,
): Promise<Result<readonly HeldChange[]>> {
  const held: HeldChange[] = [];
  let cursor: number | null = 0;
  while (cursor !== null) {
    const page: Awaited<ReturnType<typeof readPage>> = await readPage(client, kind, cursor, signal);
    if (!page.ok) return page;
    held.push(...page.value.items);
    cursor = page.value.next;
  }
  return succeed(held);
}

function readPage(client: ControlClient, kind: string | null, cursor: number, signal: AbortSignal) {
  return client.request('approvals.list', { kind, cursor }, signal);
}
