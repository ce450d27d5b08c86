/** Looks at the feed of a channel and remembers that it was seen, so that no older one is believed any more. */
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import type { UpdateChannel, UpdateFeed } from '../contract/update-feed.ts';
import { readFeed } from './read-feed.ts';
import type { UpdateParts } from './update-parts.ts';

export async function lookAtFeed(
  { key, source, memory, now, patience }: UpdateParts,
  channel: UpdateChannel,
  signal: AbortSignal,
): Promise<Result<UpdateFeed>> {
  if (key === null || source === null)
    return fail(problem('updates.no-feed', key === null ? 'there is no key in this build' : 'there is no address'));
  const { seen } = memory.read();
  const reading = { source, key, channel, seen: seen[channel] ?? null, now: now(), withinMs: patience.feedMs };
  const read = await readFeed(reading, signal);
  if (!read.ok) return read;
  memory.change({ seen: { ...memory.read().seen, [channel]: read.value.mark } });
  return succeed(read.value.feed);
}
