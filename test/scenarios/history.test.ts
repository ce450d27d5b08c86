/**
 * Whatever happened in the directory, and however often the agent ran meanwhile: the tenant ends as one run makes it that knows nothing of
 * all that. And whatever the tenant is late to show, the agent never plans again what it just did (rule R40).
 */
import { describe, expect, test } from 'vitest';
import type { ReportEntry } from '../../agent-core/contract/run-report.ts';
import { type Company, edited } from '../crash/company.ts';
import { draftPerson, drawEdits } from '../crash/draw-edits.ts';
import { seededChance } from '../crash/seeded-random.ts';
import { approveAll, beginHistory, contentOf, type History, type Reading } from './history.ts';

const unit = 'staff';
const beginning: Company = {
  unit,
  people: Array.from({ length: 8 }, (_, index) => draftPerson(unit, index)),
  groups: ['g1', 'g2'].map((name) => ({ account: `${unit}-${name}`, description: 'First', members: [`${unit}-p0`] })),
};

function inWords(entry: ReportEntry): string {
  if (entry.kind === 'held') return `${entry.held.displayName} held: ${entry.held.problem.code}`;
  const { outcome } = entry;
  const words = `${outcome.change.kind} ${outcome.change.displayName} ${outcome.kind}`;
  return 'problem' in outcome ? `${words}: ${outcome.problem?.code}` : words;
}

/** Runs, lets somebody agree to what is held, and runs once more when there is something to agree to. */
async function runToTheEnd(history: History): Promise<readonly string[]> {
  const entries = await history.run();
  const isHeld = entries.some((entry) => entry.kind === 'outcome' && entry.outcome.kind === 'held');
  if (!isHeld) return entries.map(inWords);
  approveAll(history.world, entries);
  return [...entries, ...(await history.run())].map(inWords);
}

async function makeHistory(
  seed: number,
  replicationLagMs: number,
  reading: Reading,
): Promise<{ history: History; company: Company }> {
  const chance = seededChance(seed);
  const history = beginHistory(replicationLagMs, reading);
  let company = beginning;
  for (let chapter = 1; chapter <= 4; chapter += 1) {
    history.show(company);
    await runToTheEnd(history);
    expect((await history.run()).map(inWords), `seed ${seed}, chapter ${chapter}: the second plan`).toEqual([]);
    // The next edits come with the next cycle, or at once.
    if (chance.isLucky(50)) history.world.clock.advance(120_000);
    company = drawEdits(company, chance, chapter).reduce(edited, company);
  }
  history.show(company);
  await runToTheEnd(history);
  history.world.clock.advance(replicationLagMs + 1_000);
  expect((await history.run()).map(inWords), `seed ${seed}, when everything has spread`).toEqual([]);
  return { history, company };
}

describe.each([
  { replicationLagMs: 0, reading: 'whole', seeds: [1] },
  { replicationLagMs: 60_000, reading: 'whole', seeds: [1, 2, 146] },
  { replicationLagMs: 0, reading: 'by memory', seeds: [5] },
  { replicationLagMs: 60_000, reading: 'by memory', seeds: [1, 3, 129, 146] },
] as const)(
  'R40: read $reading, with a replication lag of $replicationLagMs ms',
  ({ replicationLagMs, reading, seeds }) => {
    test.each(seeds)(
      'history %d ends as one run from an empty store, and no second plan has anything in it',
      async (seed) => {
        const { history, company } = await makeHistory(seed, replicationLagMs, reading);
        const afresh = beginHistory(0, 'whole');
        afresh.show(company);
        await afresh.run();
        expect(contentOf(history)).toEqual(contentOf(afresh));
      },
    );
  },
);
