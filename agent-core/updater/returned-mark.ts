/** How whoever watched an update tells the updater of the version before that it did not get there by itself. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { versionSchema } from '../contract/compare-versions.ts';
import { problem } from '../contract/problem.ts';
import { replaceFile } from '../system/replace-file.ts';
import { jsonOf } from './json-of.ts';
import { enterPhase } from './phase-steps.ts';
import type { UpdateParts } from './update-parts.ts';
import { type Update, withFailed } from './updater-memory.ts';

const markSchema = z.object({ to: versionSchema, startedAt: z.string(), why: z.string() });
export type ReturnedMark = z.infer<typeof markSchema>;

const pathIn = (updatesDir: string) => join(updatesDir, 'returned.json');

/** Throws what the disk refuses. */
export function markReturned(updatesDir: string, mark: ReturnedMark): void {
  replaceFile(pathIn(updatesDir), JSON.stringify(mark), 0o644);
}

/** Goes on from the mark, if it is about the update in the memory: what the version before still has to do is put back its data. */
export function takeReturnedMark(parts: UpdateParts): void {
  const { memory, version, updatesDir, patience } = parts;
  const mark = read(updatesDir);
  const { update } = memory.read();
  // Somebody of the version that is about to be replaced leaves it to the one before.
  if (mark === null || (update !== null && isOf(update, mark) && version !== update.from)) return;
  if (update !== null && isOf(update, mark) && comesBefore.has(update.phase)) {
    const back = enterPhase(update, 'returning', parts, patience.returnMs);
    const detail = `${update.to}: ${mark.why}`;
    // The package of this version has run, so the phase has nothing left to start.
    memory.change({
      update: { ...back, attempts: 1, problem: problem('updates.not-healthy', detail) },
      failedVersions: withFailed(memory.read(), update.to),
    });
  }
  rmSync(pathIn(updatesDir), { force: true });
}

const isOf = ({ to, startedAt }: Update, mark: ReturnedMark) => to === mark.to && startedAt === mark.startedAt;

/** Whoever is further puts the data back already. */
const comesBefore: ReadonlySet<Update['phase']> = new Set(['installing', 'checking', 'returning']);

function read(updatesDir: string): ReturnedMark | null {
  try {
    return markSchema.safeParse(jsonOf(readFileSync(pathIn(updatesDir)))).data ?? null;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}
