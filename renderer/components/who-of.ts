/** Takes apart who did something, as the agent keeps it: a name, and the program that it came through. */

export interface Who {
  readonly name: string;
  /** Null where nothing else is known. */
  readonly program: string | null;
}

/** Such as `root (bridgehead 0.1.0, as administrator)`, or `through the control door` in what earlier versions wrote. The role says little in a table. */
export function whoOf(words: string): Who {
  const [way, program] =
    / ?\(?([^()]+?)(?:, as (?:administrator|approver|operator)| through the \S+ door)\)?$/.exec(words) ?? [];
  if (way === undefined || program === undefined) return { name: words, program: null };
  const name = words.slice(0, -way.length);
  return name === '' ? { name: program, program: null } : { name, program };
}
