/** bridgehead settings import: saves the settings of an answer file. Passwords in it are left alone: those are the set-up's. */
import { succeed } from '../../contract/result.ts';
import { baseOption, baseRevisionOf, findBaseMistake } from '../base-revision.ts';
import type { Command } from '../command.ts';
import { readAnswerSettings } from '../read-answers.ts';

export const settingsImportCommand: Command = {
  name: 'settings import',
  usage: 'settings import FILE [--base REVISION]',
  summary: 'save the settings of an answer file; the next run follows',
  options: baseOption,
  required: [],
  words: { atLeast: 1, atMost: 1 },
  findMistake: findBaseMistake,
  run: async ({ options, words, connect, signal }) => {
    const read = readAnswerSettings(words[0] ?? '');
    if (!read.ok) return read;
    const client = await connect();
    if (!client.ok) return client;
    const newest = await client.value.request('settings.get', {}, signal);
    if (!newest.ok) return newest;
    const baseRevision = baseRevisionOf(options, newest.value.revision);
    // What an answer file leaves to the agent stays as it is.
    const { configurationId, tenant } = newest.value.settings;
    const given = read.value.settings;
    const settings = {
      ...given,
      configurationId: given.configurationId ?? configurationId,
      tenant: {
        ...given.tenant,
        ownershipExtension: given.tenant.ownershipExtension ?? tenant.ownershipExtension,
      },
    };
    const saved = await client.value.request('settings.save', { baseRevision, settings }, signal);
    return saved.ok ? succeed({ json: saved.value, text: `Saved as revision ${saved.value.revision}.\n` }) : saved;
  },
};
