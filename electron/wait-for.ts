/** A pause that an abort ends early. It leaves nothing on the signal, which lives as long as the program. */
import { setTimeout } from 'node:timers/promises';

export async function waitFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  await setTimeout(milliseconds, undefined, { signal }).catch(() => undefined);
}
