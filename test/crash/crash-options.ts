/** What the campaign is asked for. */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { CampaignOptions } from './campaign.ts';

export const crashUsage = `Usage: npm run test:crash [-- [--seed N] [--each N] [--kills N] [--season N] [--from N]]

  --seed    what chance begins with; the same seed draws the same edits, moments and trouble (1)
  --each    killings at each failpoint by its name (5)
  --kills   killings anywhere, with a controller, a network and a tenant that fail besides (200)
  --season  only this one, as the report counts them
  --from    this one and those after it: goes on where a campaign was stopped
`;

const number = z.coerce.number().int().min(0).max(1_000_000);
const optionsSchema = z.object({
  seed: number.default(1),
  each: number.default(5),
  kills: number.default(200),
  season: number.nullable().default(null),
  from: number.default(0),
});

/** Null when the words are no options. */
export function readCrashOptions(words: readonly string[]): CampaignOptions | null {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      args: [...words],
      options: { seed: text, each: text, kills: text, season: text, from: text },
    });
    return optionsSchema.parse(values);
  } catch {
    return null;
  }
}
