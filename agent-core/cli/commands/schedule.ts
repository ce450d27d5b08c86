/** bridgehead pause and resume: whether runs start by themselves. */
import { succeed } from '../../contract/result.ts';
import type { Command } from '../command.ts';

const commandOf = (
  name: 'pause' | 'resume',
  { summary, done }: { readonly summary: string; readonly done: string },
): Command => ({
  name,
  usage: name,
  summary,
  options: {},
  required: [],
  run: async ({ connect, signal }) => {
    const client = await connect();
    if (!client.ok) return client;
    const changed = await client.value.request(`schedule.${name}`, {}, signal);
    return changed.ok ? succeed({ json: { isPaused: name === 'pause' }, text: `${done}\n` }) : changed;
  },
});

export const pauseCommand = commandOf('pause', {
  summary: 'start no more runs by itself, until resumed; "run" still works',
  done: 'Paused. Runs start only on request, also after a restart, until "bridgehead resume".',
});
export const resumeCommand = commandOf('resume', {
  summary: 'start runs by itself again',
  done: 'Resumed. Runs start by themselves again.',
});
