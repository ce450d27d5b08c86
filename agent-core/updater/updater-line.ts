/** What the updater is told when it is started, and what an administrator may say in its folder. */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { readIfThere } from '../system/read-if-there.ts';
import { isFeedAddress } from './update-source.ts';

export interface UpdaterLine {
  readonly dataDir: string;
  readonly updatesDir: string;
  /** Where everything is installed. */
  readonly programDir: string;
}

export const updaterUsage = 'Usage: main.mjs --data-dir DIR --updates-dir DIR [--program-dir DIR]\n';

/** @returns null when the command line is wrong */
export function readUpdaterLine(commandLine: readonly string[], usualProgramDir: string): UpdaterLine | null {
  try {
    const { values } = parseArgs({
      args: [...commandLine],
      options: {
        'data-dir': { type: 'string' },
        'updates-dir': { type: 'string' },
        'program-dir': { type: 'string' },
      },
    });
    const { 'data-dir': dataDir, 'updates-dir': updatesDir, 'program-dir': programDir = usualProgramDir } = values;
    if (dataDir === undefined || updatesDir === undefined) return null;
    return { dataDir: resolve(dataDir), updatesDir: resolve(updatesDir), programDir: resolve(programDir) };
  } catch {
    return null;
  }
}

const choicesSchema = z.strictObject({
  /** Another server with the same feed, such as one within the organisation. The signature stays that of whoever makes Bridgehead. */
  feed: z.string().refine(isFeedAddress, 'must be an https address without a slash at its end').optional(),
  proxy: z.url({ protocol: /^https?$/ }).optional(),
  /** How long an installer may take, and how long a new version to become healthy, before the one before comes back. */
  installSeconds: z.int().min(1).max(86_400).optional(),
  healthSeconds: z.int().min(1).max(86_400).optional(),
});
export type UpdaterChoices = z.infer<typeof choicesSchema>;

/** Only administrators may write there. Throws when the file is there and says something else: nobody would know where updates come from. */
export function readUpdaterChoices(updatesDir: string): UpdaterChoices {
  const path = join(updatesDir, 'updater.json');
  const text = readIfThere(path);
  return text === null ? {} : choicesSchema.parse(JSON.parse(text));
}
