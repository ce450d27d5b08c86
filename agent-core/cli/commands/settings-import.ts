/** bridgehead settings import: saves the settings of an answer file. Passwords in it are left alone: those are the set-up's. */
import { succeed } from '../../contract/result.ts';
import { baseOption, baseRevisionOf, findBaseMistake } from '../base-revision.ts';
import type { Command } from '../command.ts';
import { keepUnnamed } from '../keep-unnamed.ts';
import { type AnswerSettings, readAnswerSettings } from '../read-answers.ts';
import { changesIn, sameText, savedText } from '../saved-text.ts';
import { effectOption, showEffect } from '../show-effect.ts';

export const settingsImportCommand: Command = {
  name: 'settings import',
  usage: 'settings import FILE [--base REVISION] [--yes]',
  summary: 'save the settings of an answer file; the next run follows. What the file does not name stays as it is set',
  options: { ...baseOption, ...effectOption },
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
    const given = keepUnnamed(read.value, newest.value.settings);
    const settings = {
      ...given,
      configurationId: given.configurationId ?? configurationId,
      tenant: {
        ...given.tenant,
        ownershipExtension: given.tenant.ownershipExtension ?? tenant.ownershipExtension,
      },
    };
    const change = { before: newest.value.settings, after: settings };
    const leftAside = keysOfSetUp(read.value.domains);
    const aside =
      leftAside.length === 0 ? '' : `Left aside, because only "bridgehead setup" does it: ${leftAside.join(', ')}.\n`;
    if (baseRevision === newest.value.revision && changesIn(change).length === 0) {
      const json = { revision: baseRevision, saved: false, changes: [], leftAside };
      return succeed({ json, text: `${sameText(baseRevision)}${aside}` });
    }
    const everything = 'bridgehead plan KEY=VALUE... --all, with what the file changes';
    const effect = await showEffect(client.value, change, { options, signal, everything });
    if (!effect.ok) return effect;
    if (effect.value.kind === 'confirm') return succeed(effect.value.output);
    const saved = await client.value.request('settings.save', { baseRevision, settings }, signal);
    if (!saved.ok) return saved;
    const text = `${effect.value.text}${savedText(saved.value, change)}${aside}`;
    return succeed({ json: { ...saved.value, changes: changesIn(change), leftAside }, text });
  },
};

/** What the file wants done once, which no setting is. */
function keysOfSetUp(domains: AnswerSettings['domains']): readonly string[] {
  return domains.flatMap(({ administrator, managedAccount, grantRights, place }) => {
    const isGiven = { administrator: administrator !== null, managedAccount: managedAccount !== null, grantRights };
    return Object.entries(isGiven).flatMap(([key, given]) => (given ? [`${place}.${key}`] : []));
  });
}
