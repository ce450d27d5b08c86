/**
 * Gives back what a large run left behind. The runtime collects when new objects need the room, and an agent that rests makes none: it
 * would keep the size of its largest run until the next one.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import koffi from 'koffi';

/** An agent that has just collected has a little less: it is not worth the milliseconds again. */
const usualBytes = 20_000_000;

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

/** @param shrink gives back what databases keep in memory */
export function releaseMemory(shrink: () => void): void {
  if (typeof collect !== 'function' || process.memoryUsage().heapTotal <= usualBytes) return;
  shrink();
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  trim?.(0);
}

/** What was freed stays with the C library, in pieces: malloc_trim(3) gives back the pages among them. */
const trim = process.platform === 'linux' ? loadTrim() : null;

/** Null where the C library has another name. */
function loadTrim() {
  try {
    return koffi.load('libc.so.6').func('int malloc_trim(size_t)');
  } catch {
    return null;
  }
}
