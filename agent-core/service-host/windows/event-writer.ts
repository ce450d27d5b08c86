/** Writes events for operators into the log of Windows, through bridgehead-host.exe: one after the other, and never so many that they pile up. */
import { z } from 'zod';
import { hostProgram } from './host-program.ts';

export type WriteEvent = (level: 'warning' | 'error', text: string) => void;

/** The agent's numbers in native/events.mc. */
const ids = { warning: '101', error: '102' } as const;
const doneSchema = z.object({ ok: z.literal(true) });

/**
 * What does not find its way there stands in the agent's own log all the same.
 * @param mostWaiting whatever comes while so many wait does not
 */
export function createEventWriter(hostPath: string, mostWaiting = 50): WriteEvent {
  const call = hostProgram(hostPath);
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  return (level, text) => {
    if (waiting >= mostWaiting) return;
    waiting += 1;
    last = last
      .then(() => call(['event', '--level', level, '--id', ids[level]], doneSchema, text))
      .finally(() => {
        waiting -= 1;
      });
  };
}
