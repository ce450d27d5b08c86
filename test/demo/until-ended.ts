/** Waits until somebody has seen enough: interrupts the demo, or closes its window. */
import { once } from 'node:events';
import type { Desktop } from '../desktop/launch.ts';

/** @param desktop null where there is no window */
export async function untilEnded(desktop: Desktop | null): Promise<void> {
  const ending = new AbortController();
  const { signal } = ending;
  const interrupts = ['SIGINT', 'SIGTERM'].map((name) => {
    // Playwright's own listener ends the process as soon as the window is closed, and lab and agent would be left behind.
    process.removeAllListeners(name);
    return once(process, name, { signal });
  });
  const closed = desktop === null ? [] : [new Promise<void>((settle) => desktop.app.once('close', settle))];
  // A pending promise alone does not keep a process running.
  const alive = setInterval(() => undefined, 60_000);
  await Promise.race([...interrupts, ...closed]);
  clearInterval(alive);
  ending.abort();
  await Promise.allSettled(interrupts);
}
