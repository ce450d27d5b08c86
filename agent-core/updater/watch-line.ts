/** What whoever watches an update is told when it is started. */
import { z } from 'zod';
import { versionSchema } from '../contract/compare-versions.ts';
import type { Watched } from './judge-watch.ts';

export interface WatchLine {
  readonly updatesDir: string;
  readonly watched: Watched;
  /** Of the version before. */
  readonly packagePath: string;
}

const watchedSchema = z.strictObject({
  to: versionSchema,
  startedAt: z.iso.datetime(),
  shownBy: z.iso.datetime(),
  endedBy: z.iso.datetime(),
});

export function watchWords({ updatesDir, watched, packagePath }: WatchLine): readonly string[] {
  return [updatesDir, JSON.stringify(watched), packagePath];
}

/** Throws when it is not what `watchWords` made: nobody else starts it. */
export function readWatchLine([updatesDir = '', watched = '', packagePath = '']: readonly string[]): WatchLine {
  return { updatesDir, watched: watchedSchema.parse(JSON.parse(watched)), packagePath };
}
