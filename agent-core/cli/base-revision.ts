/** The revision that a change of the settings began from, as a person names it. */
import type { CommandContext } from './command.ts';

export const baseOption = {
  base: { type: 'string', means: 'the revision that was read: a change that somebody saved since is not overwritten' },
} as const;

export function findBaseMistake({ options }: Pick<CommandContext, 'options'>): string | null {
  return options.base === undefined || /^[1-9]\d{0,8}$/.test(String(options.base)) ? null : '--base takes a revision';
}

/** @param newest what is meant when nobody names one */
export function baseRevisionOf(options: CommandContext['options'], newest: number): number {
  return options.base === undefined ? newest : Number(options.base);
}
