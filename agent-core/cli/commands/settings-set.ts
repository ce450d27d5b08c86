/** bridgehead settings set: changes single settings, each named by its place. */
import { succeed } from '../../contract/result.ts';
import { baseOption, baseRevisionOf, findBaseMistake } from '../base-revision.ts';
import { changeSettings, findSettingMistake } from '../change-settings.ts';
import type { Command } from '../command.ts';

export const settingsSetCommand: Command = {
  name: 'settings set',
  usage: 'settings set KEY=VALUE... [--base REVISION]',
  summary: 'change settings, such as guard.disables.count=20; the next run follows',
  options: baseOption,
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
    const saved = await client.value.request('settings.save', { baseRevision, settings: settings.value }, signal);
    return saved.ok ? succeed({ json: saved.value, text: `Saved as revision ${saved.value.revision}.\n` }) : saved;
  },
};
