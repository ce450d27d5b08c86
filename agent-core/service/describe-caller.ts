/** Who did it, as it is kept with what was done. */
import type { Caller } from './responder.ts';

export function describeCaller(caller: Caller | undefined): string {
  return caller === undefined ? 'the agent' : `${caller.program} through the ${caller.door} door`;
}
