/** What 100 changes cost in a directory of 150,000, besides the answers of directory and tenant. */
import { atMost, type Part } from './part.ts';
import { lastOf, measureRuns } from './runs.ts';

const changes = 100;
const inMs = (milliseconds: number) => `${milliseconds.toLocaleString('en')} ms`;

export const delta: Part = {
  name: 'delta',
  measure: async () => {
    const { besidesMs, planned } = lastOf(await measureRuns(150_000, changes));
    return {
      rows: [
        atMost(`a run in which ${planned} of 150,000 people changed, besides the answers`, besidesMs, 50, inMs),
        { what: 'changes planned', measured: String(planned), allowed: String(changes), isGood: planned === changes },
      ],
      json: besidesMs,
    };
  },
};
