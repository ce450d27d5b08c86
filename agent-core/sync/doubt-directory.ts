/** A domain of which too little is remembered to remove anybody: everything is read and kept in step, and nothing counts as gone (rules R1, R6). */
import type { Problem } from '../contract/problem.ts';
import { succeed } from '../contract/result.ts';
import type { DirectorySource } from './directory-source.ts';

export function doubtDirectory<Source extends DirectorySource>(source: Source, doubt: Problem): Source {
  const { bringUpToDate } = source;
  return {
    ...source,
    readUsers: async (signal) => {
      const reading = await source.readUsers(signal);
      return { ...reading, problem: reading.problem ?? doubt };
    },
    ...(bringUpToDate !== undefined && {
      bringUpToDate: async (signal: AbortSignal) => {
        const brought = await bringUpToDate(signal);
        return brought?.ok === true ? succeed({ ...brought.value, doubt: brought.value.doubt ?? doubt }) : brought;
      },
    }),
  };
}
