/** The moments at which an agent is killed. */

export const failpoints = [
  'before a request',
  'a request sent',
  'a request answered',
  'in the middle of a batch',
  'before a commit of the record',
  'after a commit of the record',
  'in a checkpoint of the record',
  'in a backup of the record',
  'before a commit of the cache',
  'after a commit of the cache',
  'in a checkpoint of the cache',
] as const;
export type Failpoint = (typeof failpoints)[number];

/** Which moment, counted from the start of the process. `any` counts all of them. */
export interface Death {
  readonly at: Failpoint | 'any';
  readonly nth: number;
}

/** The module that kills, with what it is told: an agent loads it before its own code, and nothing of it is in the product. */
export function deathModule({ at, nth }: Death): string {
  const url = new URL('die-at.ts', import.meta.url);
  url.searchParams.set('at', at);
  url.searchParams.set('nth', String(nth));
  return url.href;
}
