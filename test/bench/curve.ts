/** How the cost of the same 100 changes grows with the directory, and how much memory all runs over it need. */
import { atMost, type Part, type Row } from './part.ts';
import { measureRuns, someChangedIn } from './runs.ts';

const changes = 100;
const inMs = (milliseconds: number) => `${milliseconds.toLocaleString('en')} ms`;
const inMb = (megabytes: number) => `${megabytes.toLocaleString('en')} MB`;

/** The most memory that runs may need. */
const peaks: ReadonlyMap<number, number> = new Map([
  [50_000, 250],
  [150_000, 400],
]);
const sizes = [1_000, 10_000, 50_000, 150_000];
/** So many times what they cost in the smallest directory may the same changes cost in a larger one. */
const growth = 2;

export const curve: Part = {
  name: 'curve',
  measure: async () => {
    const rows: Row[] = [];
    const points = [];
    let smallestMs: number | null = null;
    for (const people of sizes) {
      const runs = await measureRuns(people, changes);
      const { cpuMs, peakMb } = someChangedIn(runs);
      smallestMs ??= Math.max(cpuMs, 25);
      const size = `${people.toLocaleString('en')} people`;
      rows.push(atMost(`${size}, ${changes} changed: CPU besides the answers`, cpuMs, growth * smallestMs, inMs));
      const allowedMb = peaks.get(people);
      if (allowedMb !== undefined) rows.push(atMost(`${size}: peak of all runs`, peakMb, allowedMb, inMb));
      points.push({ people, runs });
    }
    return { rows, json: points };
  },
};
