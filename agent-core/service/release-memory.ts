/**
 * Gives back what a large run left behind. The runtime collects when new objects need the room, and an agent that rests makes none: it
 * would keep the size of its largest run until the next one.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import koffi from 'koffi';

/**
 * Resident. What a run over some changes leaves behind the next one needs again: given back each time, it made a run over 100 changes dearer by
 * half, since its code was compiled anew and its memory asked for again. After a run that changed nothing the agent rests.
 */
const usualBytes = { afterWork: 140_000_000, atRest: 100_000_000 };

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

/** @param shrink gives back what databases keep in memory  @param hasWorked whether the run changed anything  @param residentBytes what the process has now */
export function releaseMemory(shrink: () => void, hasWorked: boolean, residentBytes = process.memoryUsage.rss()): void {
  const enough = hasWorked ? usualBytes.afterWork : usualBytes.atRest;
  if (typeof collect !== 'function' || residentBytes <= enough) return;
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
