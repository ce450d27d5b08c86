/** What the updater must not forget: how far an update has come, whom it answered, which feeds it has seen. One file, so that they never disagree. */
import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { versionSchema } from '../contract/compare-versions.ts';
import { problemSchema } from '../contract/problem.ts';
import { updateOfferSchema, updateProgressSchema } from '../contract/update-exchange.ts';
import { sha256Schema, updateChannelSchema } from '../contract/update-feed.ts';
import { replaceFile } from '../system/replace-file.ts';
import { jsonOf } from './json-of.ts';

/** Other versions of the updater read it, too: an update is begun by one and ended by another. New keys have defaults, and none changes its meaning. */
export const updateSchema = updateProgressSchema.extend({
  channel: updateChannelSchema,
  /** When the phase it is in must be over. ISO 8601; null where it has as long as it takes. */
  deadlineAt: z.iso.datetime().nullable(),
  /** Since when runs of the agent say something about the new version. */
  checkedSince: z.iso.datetime().nullable().default(null),
  /** How often the installer of this phase was started. */
  attempts: z.int().default(0),
  /** Whether the last run of the version before had failed. */
  failedBefore: z.boolean().default(false),
});
export type Update = z.infer<typeof updateSchema>;

const rememberedSchema = z.object({
  /** Drawn with the first start. Says nothing about the machine; the feed's server never sees it. */
  installationId: z.guid(),
  seen: z.partialRecord(updateChannelSchema, z.object({ sequence: z.int(), sha256: sha256Schema })).default({}),
  answered: z.object({ id: z.guid(), problem: problemSchema.nullable() }).nullable().default(null),
  offer: updateOfferSchema.nullable().default(null),
  update: updateSchema.nullable().default(null),
  failedVersions: z.array(versionSchema).readonly().default([]),
});
export type Remembered = z.infer<typeof rememberedSchema>;

export interface UpdaterMemory {
  read(): Remembered;
  /** Kept before anything is done that depends on it. Throws what the disk refuses. */
  change(changes: Partial<Remembered>): void;
}

/** A file that cannot be understood is set aside: then nothing is in progress, and feeds are seen for the first time. */
export function openUpdaterMemory(dir: string): UpdaterMemory {
  const path = join(dir, 'updater-state.json');
  let remembered = readOrSetAside(path) ?? rememberedSchema.parse({ installationId: randomUUID() });
  replaceFile(path, JSON.stringify(remembered), 0o644);
  return {
    read: () => remembered,
    change: (changes) => {
      const next = { ...remembered, ...changes };
      replaceFile(path, JSON.stringify(next), 0o644);
      remembered = next;
    },
  };
}

/** The versions that are not tried again by themselves, and this one. */
export function withFailed({ failedVersions }: Remembered, version: string): readonly string[] {
  return [...new Set([...failedVersions, version])].slice(-20);
}

function readOrSetAside(path: string): Remembered | null {
  const bytes = readIfThere(path);
  if (bytes === null) return null;
  const parsed = rememberedSchema.safeParse(jsonOf(bytes));
  if (parsed.success) return parsed.data;
  renameSync(path, `${path}.damaged`);
  return null;
}

function readIfThere(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
