/** Answers over settings that hold already: what the file does not name stays as it is set, so that nobody's pause, scope or limit ends by being left out. */
import { z } from 'zod';
import { type Settings, type SetupSettings, setupSettingsSchema } from '../contract/settings.ts';
import { keepLimits } from './keep-limits.ts';
import type { AnswerSettings } from './read-answers.ts';

/** All but whom the two sides are, which the answers name anew and the set-up proves. */
const keptSchema = setupSettingsSchema.pick({
  scope: true,
  newUsers: true,
  matching: true,
  groups: true,
  removals: true,
  guard: true,
  schedule: true,
  retention: true,
  updates: true,
});

const fileSchema = z.looseObject({});

/** Key by key, as in `guard.deletes`, of whose numbers each stays that is not named; the scope is named as a whole, since what belongs to one kind is nothing to another. */
export function keepUnnamed(
  { settings, named }: Pick<AnswerSettings, 'settings' | 'named'>,
  before: Settings,
): SetupSettings {
  const { scope: scopeBefore, ...sectionsBefore } = keptSchema.strip().parse(before);
  const { scope = scopeBefore, ...file } = fileSchema.parse(named);
  const sections = Object.entries(sectionsBefore).map(([section, kept]): readonly [string, unknown] => {
    const given = fileSchema.safeParse(file[section]);
    if (!given.success) return [section, kept];
    return [section, section === 'guard' ? keepLimits(before.guard, given.data) : { ...kept, ...given.data }];
  });
  return { ...settings, ...keptSchema.parse({ scope, ...Object.fromEntries(sections) }) };
}
