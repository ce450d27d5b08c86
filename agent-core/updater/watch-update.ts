/** Watches an update to its end from outside the program folder, and puts the version before back when the new one cannot do so by itself. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { updaterStatusFilename } from '../contract/data-files.ts';
import { errorCodeOf } from '../contract/error-code.ts';
import { jsonOf } from './json-of.ts';
import { judgeWatch, type Watched, type WatchedStatus, type WatchVerdict, watchedStatusSchema } from './judge-watch.ts';
import { markReturned } from './returned-mark.ts';

export interface WatchParts {
  readonly updatesDir: string;
  readonly watched: Watched;
  /** ISO 8601. */
  readonly now: () => string;
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Runs the package of the version before to its end. */
  readonly runWayBack: () => Promise<void>;
  readonly tell: (text: string) => void;
}

const betweenLooksMs = 500;
/** Whoever cannot be put back twice cannot be put back. */
const maxReturns = 2;
/** From the end of the package to the first word of the updater that it started: with everything else that a server starts, it takes its time. */
const showWithinMs = 5 * 60_000;

export async function watchUpdate(parts: WatchParts): Promise<void> {
  const { updatesDir, watched, tell } = parts;
  if ((await lookUntilDecided(parts, watched)) === 'over') return;
  const why = 'its updater did not start, or did not end the update';
  for (let returns = 0; returns < maxReturns; returns += 1) {
    tell(`${watched.to}: ${why}; the version before is put back`);
    markReturned(updatesDir, { to: watched.to, startedAt: watched.startedAt, why });
    await parts.runWayBack();
    if (await goesOn(parts)) return;
  }
  tell('the version before could not be put back');
}

async function lookUntilDecided(parts: WatchParts, watched: Watched): Promise<Exclude<WatchVerdict, 'wait'>> {
  for (;;) {
    const status = readStatus(parts.updatesDir);
    const verdict = status === 'gone' ? 'over' : judgeWatch(status, watched, parts.now());
    if (verdict !== 'wait') return verdict;
    await parts.pause(betweenLooksMs);
  }
}

/** Whether the updater of the version before took the mark: from then on, it ends the update. */
async function goesOn({ updatesDir, watched, now, pause }: WatchParts): Promise<boolean> {
  for (const until = Date.parse(now()) + showWithinMs; Date.parse(now()) < until; await pause(betweenLooksMs)) {
    const status = readStatus(updatesDir);
    if (status === 'gone') return true;
    if (status !== null && status.version !== watched.to && status.progress?.phase !== 'installing') return true;
  }
  return false;
}

/** @returns null when it cannot be understood; `gone` when everything was uninstalled */
function readStatus(updatesDir: string): WatchedStatus | 'gone' | null {
  try {
    const bytes = readFileSync(join(updatesDir, updaterStatusFilename));
    return watchedStatusSchema.safeParse(jsonOf(bytes)).data ?? null;
  } catch (error) {
    return errorCodeOf(error) === 'ENOENT' ? 'gone' : null;
  }
}
