/** An option that takes a whole number, with the least, the most and the usual one: whatever else is given is a usage error. */
import type { CommandContext } from './command.ts';

type Options = CommandContext['options'];

export interface WholeNumber {
  /** What is wrong with the number that was given; null when nothing is. */
  findMistake(options: Options): string | null;
  read(options: Options): number;
}

export function wholeNumber(
  name: string,
  { least = 1, most, usual }: { readonly least?: number; readonly most: number; readonly usual: number },
): WholeNumber {
  const read = (options: Options) => (options[name] === undefined ? usual : Number(options[name]));
  const isGood = (options: Options) => {
    const value = read(options);
    return options[name] === undefined || (/^\d+$/.test(String(options[name])) && value >= least && value <= most);
  };
  return { read, findMistake: (options) => (isGood(options) ? null : `--${name} takes ${least} to ${most}`) };
}
