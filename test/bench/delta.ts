/** What 100 changes cost in a directory of 150,000, besides the answers of directory and tenant. */
import { atMost, type Part } from './part.ts';
import { measureRuns, someChangedIn } from './runs.ts';

const changes = 100;
const limitMs = 50;
const inMs = (milliseconds: number) => `${milliseconds.toLocaleString('en')} ms`;

export const delta: Part = {
  name: 'delta',
  measure: async () => {
    const { cpuMs, besidesMs, planned } = someChangedIn(await measureRuns(150_000, changes));
    const run = `a run in which ${planned} of 150,000 people changed, besides the answers`;
    return {
      rows: [
        atMost(`${run}: CPU of all threads, the median`, cpuMs, limitMs, inMs),
        atMost(`${run}: until it was over, the fastest`, besidesMs, limitMs, inMs),
        { what: 'changes planned', measured: String(planned), allowed: String(changes), isGood: planned === changes },
      ],
      json: cpuMs,
    };
  },
};
