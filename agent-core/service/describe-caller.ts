/** Who did it, as it is kept with what was done. */
import type { Caller } from './responder.ts';

/** @param person the name that the client gives; only the door is proven */
export function describePerson(person: string, caller: Caller | undefined): string {
  return `${person} (${describeCaller(caller)})`;
}

export function describeCaller(caller: Caller | undefined): string {
  return caller === undefined ? 'the agent' : `${caller.program} through the ${caller.door} door`;
}
