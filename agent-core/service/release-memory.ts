/**
 * Gives back what a large run left behind. The runtime collects when new objects need the room, and an agent that rests makes none: it
 * would keep the size of its largest run until the next one.
 */
import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import koffi from 'koffi';

/**
 * Resident. A run over what changed stays below, over any directory; one over everybody does not. What the small ones leave behind is needed
 * again by the next: given back each time, it made a run over 100 changes dearer by half, since its code is compiled anew and its memory
 * asked for again.
 */
const usualBytes = 140_000_000;

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

/** @param shrink gives back what databases keep in memory @param residentBytes what the process has now */
export function releaseMemory(shrink: () => void, residentBytes = process.memoryUsage.rss()): void {
  if (typeof collect !== 'function' || residentBytes <= usualBytes) return;
  shrink();
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  system?.trim(0);
  unmapProgram();
}

/**
 * Half of what an agent that rests has in memory is the code of the runtime, of which it needs a tenth until the next large run. Code is never
 * written to, so that whatever is needed comes from the file again, which the system keeps: MADV_DONTNEED of madvise(2), for nothing but
 * what may be executed and not be written (proc_pid_maps(5)).
 */
function unmapProgram(): void {
  if (system === null) return;
  for (const line of readFileSync('/proc/self/maps', 'utf8').split('\n')) {
    if (!line.endsWith(` ${process.execPath}`)) continue;
    const [from, to] =
      /^([0-9a-f]+)-([0-9a-f]+) r-xp /
        .exec(line)
        ?.slice(1)
        .map((end) => Number.parseInt(end, 16)) ?? [];
    if (from !== undefined && to !== undefined) system.advise(from, to - from, doNotNeed);
  }
}

/** MADV_DONTNEED, on every architecture. */
const doNotNeed = 4;

const system = process.platform === 'linux' ? loadSystem() : null;

/** Null where the C library has another name. */
function loadSystem() {
  try {
    const library = koffi.load('libc.so.6');
    return {
      // What was freed stays with the C library, in pieces: malloc_trim(3) gives back the pages among them.
      trim: library.func('int malloc_trim(size_t)'),
      advise: library.func('int madvise(uintptr_t, size_t, int)'),
    };
  } catch {
    return null;
  }
}
