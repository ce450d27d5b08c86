/** bridgehead settings get: the settings as they are, and which revision they are. */
import { succeed } from '../../contract/result.ts';
import type { Command } from '../command.ts';

export const settingsGetCommand: Command = {
  name: 'settings get',
  usage: 'settings get',
  summary: 'the settings as they are, and which revision they are',
  options: {},
  required: [],
  run: async ({ connect, signal }) => {
    const client = await connect();
    if (!client.ok) return client;
    const read = await client.value.request('settings.get', {}, signal);
    if (!read.ok) return read;
    const { revision, settings } = read.value;
    return succeed({ json: read.value, text: `${JSON.stringify(settings, null, 2)}\nRevision ${revision}.\n` });
  },
};
