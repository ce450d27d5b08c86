/**
 * Gives back what a large run left behind. The runtime collects when new objects need the room, and an agent that rests makes none: it
 * would keep the size of its largest run until the next one.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** A heap of this size is not worth the milliseconds: that is what an agent has when it starts. */
const usualBytes = 40_000_000;

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

export function releaseMemory(): void {
  if (typeof collect === 'function' && process.memoryUsage().heapTotal > usualBytes)
    collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}
