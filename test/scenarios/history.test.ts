/**
 * Whatever happened in the directory, and however often the agent ran meanwhile: the tenant ends as one run makes it that knows nothing of
 * all that. And whatever the tenant is late to show, the agent never plans again what it just did (rule R40).
 */
import { describe, test } from 'vitest';
import { makeHistory } from './make-history.ts';

describe.each([
  { replicationLagMs: 0, reading: 'whole', isWide: false, seeds: [1] },
  { replicationLagMs: 60_000, reading: 'whole', isWide: false, seeds: [1, 2, 146, 1078] },
  { replicationLagMs: 0, reading: 'by memory', isWide: false, seeds: [5] },
  { replicationLagMs: 60_000, reading: 'by memory', isWide: false, seeds: [1, 3, 129, 146] },
  { replicationLagMs: 60_000, reading: 'whole', isWide: true, seeds: [5] },
  { replicationLagMs: 60_000, reading: 'by memory', isWide: true, seeds: [3, 5, 23, 41] },
] as const)(
  'R40: read $reading, with a replication lag of $replicationLagMs ms, units, domains and scope changed too: $isWide',
  ({ seeds, ...wish }) => {
    test.each(seeds)('history %d ends as one run from an empty store, and no second plan has anything in it', (seed) =>
      makeHistory({ ...wish, seed }),
    );
  },
);
