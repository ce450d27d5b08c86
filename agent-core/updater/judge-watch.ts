/** Whether an update needs somebody from outside: a version whose updater does not start, or does not end what it began, cannot go back by itself. Pure. */
import { z } from 'zod';
import { versionSchema } from '../contract/compare-versions.ts';

/** Of what an updater tells, only this: whoever watches is older than the updater that tells it. */
export const watchedStatusSchema = z.object({
  version: versionSchema,
  progress: z.object({ to: versionSchema, startedAt: z.string(), phase: z.string() }).nullable(),
});
export type WatchedStatus = z.infer<typeof watchedStatusSchema>;

/** Which update it is, and until when what must have happened. ISO 8601. */
export interface Watched {
  readonly to: string;
  readonly startedAt: string;
  /** Until then the new updater has shown itself, or the one before goes on. */
  readonly shownBy: string;
  readonly endedBy: string;
}

/** `over`: it ended, or another update took its place. */
export type WatchVerdict = 'wait' | 'over' | 'return';

/** @param status null while nothing can be understood of it */
export function judgeWatch(status: WatchedStatus | null, watched: Watched, now: string): WatchVerdict {
  const dueAt = isShown(status, watched) ? watched.endedBy : watched.shownBy;
  if (status !== null && isOver(status, watched)) return 'over';
  return Date.parse(now) >= Date.parse(dueAt) ? 'return' : 'wait';
}

/** The version before shows itself by a phase that comes after the installer: it gave that up. */
const isShown = (status: WatchedStatus | null, { to }: Watched) =>
  status !== null && (status.version === to || status.progress?.phase !== 'installing');

function isOver({ progress }: WatchedStatus, { to, startedAt }: Watched): boolean {
  return progress?.to !== to || progress.startedAt !== startedAt || progress.phase === 'ended';
}
