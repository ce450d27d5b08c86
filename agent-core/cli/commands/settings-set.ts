/** bridgehead settings set: changes single settings, each named by its place. */
import { succeed } from '../../contract/result.ts';
import { baseOption, baseRevisionOf, findBaseMistake } from '../base-revision.ts';
import { changeSettings, findSettingMistake } from '../change-settings.ts';
import type { Command } from '../command.ts';
import { planLine } from '../plan-line.ts';
import { changesIn, sameText, savedText } from '../saved-text.ts';
import { effectOption, showEffect } from '../show-effect.ts';

export const settingsSetCommand: Command = {
  name: 'settings set',
  usage: 'settings set KEY=VALUE... [--base REVISION] [--yes]',
  summary:
    'change settings, such as guard.disables.count=20, or lists, of which README has an example; the next run follows. Who would leave the scope is shown first',
  options: { ...baseOption, ...effectOption },
  required: [],
  words: { atLeast: 1, atMost: 100 },
  findMistake: ({ options, words }) => findSettingMistake(words) ?? findBaseMistake({ options }),
  run: async ({ options, words, connect, signal }) => {
    const client = await connect();
    if (!client.ok) return client;
    const read = await client.value.request('settings.get', {}, signal);
    if (!read.ok) return read;
    const settings = changeSettings(read.value.settings, words);
    if (!settings.ok) return settings;
    const baseRevision = baseRevisionOf(options, read.value.revision);
    const change = { before: read.value.settings, after: settings.value };
    if (baseRevision === read.value.revision && changesIn(change).length === 0)
      return succeed({ json: { revision: baseRevision, saved: false, changes: [] }, text: sameText(baseRevision) });
    const effect = await showEffect(client.value, change, { options, signal, everything: planLine(words) });
    if (!effect.ok) return effect;
    if (effect.value.kind === 'confirm') return succeed(effect.value.output);
    const { text } = effect.value;
    const saved = await client.value.request('settings.save', { baseRevision, settings: settings.value }, signal);
    if (!saved.ok) return saved;
    const json = { ...saved.value, changes: changesIn(change) };
    return succeed({ json, text: `${text}${savedText(saved.value, change)}` });
  },
};
