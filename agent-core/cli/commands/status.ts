/** bridgehead status: what the agent is doing, and how the last run ended; with --watch, whenever that changes. */
import { problem } from '../../contract/problem.ts';
import { fail, succeed } from '../../contract/result.ts';
import type { Command } from '../command.ts';
import { stateText } from '../report-text.ts';

export const statusCommand: Command = {
  name: 'status',
  usage: 'status [--watch]',
  summary: 'what the agent is doing, and how the last run ended; with --watch, whenever that changes',
  options: { watch: { type: 'boolean', means: 'show it whenever it changes, until Ctrl-C' } },
  required: [],
  run: async ({ options, connect, show, signal }) => {
    const isWatching = options.watch === true;
    const client = await connect({
      onStateChanged: (state) => {
        if (isWatching) show({ json: { state }, text: `${stateText(state)}\n` });
      },
    });
    if (!client.ok) return client;
    if (isWatching) {
      await Promise.race([client.value.closed, whenAborted(signal)]);
      return signal.aborted
        ? succeed({ json: {}, text: '' })
        : fail(problem('control.disconnected', 'the agent ended the connection'));
    }
    const state = await client.value.request('state.read', {}, signal);
    if (!state.ok) return state;
    return succeed({ json: { state: state.value }, text: stateText(state.value) });
  },
};

function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((settle) => {
    if (signal.aborted) settle();
    else signal.addEventListener('abort', () => settle(), { once: true });
  });
}
