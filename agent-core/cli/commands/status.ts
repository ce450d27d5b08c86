/** bridgehead status: what the agent is doing, and how the last run ended. */
import { succeed } from '../../contract/result.ts';
import type { Command } from '../command.ts';
import { stateText } from '../texts.ts';

export const statusCommand: Command = {
  name: 'status',
  usage: 'status',
  summary: 'what the agent is doing, and how the last run ended',
  options: {},
  required: [],
  run: async ({ connect, signal }) => {
    const client = await connect();
    if (!client.ok) return client;
    const state = await client.value.request('state.read', {}, signal);
    if (!state.ok) return state;
    return succeed({ json: { state: state.value }, text: stateText(state.value) });
  },
};
