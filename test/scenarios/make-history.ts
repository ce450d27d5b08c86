/**
 * A history: four chapters of edits, as chance wants, with runs between them; at the end the tenant is compared with one that a single run
 * made from an empty store. The tests tell a few of them, `npm run test:histories` as many as are wanted.
 */
import { deepEqual } from 'node:assert/strict';
import type { ReportEntry } from '../../agent-core/contract/run-report.ts';
import type { Settings } from '../../agent-core/contract/settings.ts';
import { referenceTo } from '../builders/directory-group.ts';
import { type Company, type Edit, edited } from '../crash/company.ts';
import { draftPerson, drawEdits } from '../crash/draw-edits.ts';
import { type Chance, seededChance } from '../crash/seeded-random.ts';
import {
  approveAll,
  beginHistory,
  contentOf,
  type History,
  type Reading,
  type Surroundings,
  unitScope,
  usualSurroundings,
} from './history.ts';

export interface HistoryWish {
  readonly seed: number;
  readonly replicationLagMs: number;
  readonly reading: Reading;
  /** Units are renamed and moved, people change domains, and the scope is another one now and then. */
  readonly isWide: boolean;
}

const unit = 'staff';
const scopeGroup = `${unit}-g1`;
const beginning: Company = {
  unit,
  people: Array.from({ length: 8 }, (_, index) => draftPerson(unit, index)),
  groups: ['g1', 'g2'].map((name) => ({ account: `${unit}-${name}`, description: 'First', members: [`${unit}-p0`] })),
};

/** @throws AssertionError when a second plan has anything in it, or when the tenant is not what one run makes it */
export async function makeHistory({ seed, replicationLagMs, reading, isWide }: HistoryWish): Promise<void> {
  const chance = seededChance(seed);
  const history = beginHistory(replicationLagMs, reading);
  const expectNothingDue = async (when: string) =>
    deepEqual((await history.run()).map(inWords), [], `seed ${seed}, ${when}: the second plan`);
  let company = beginning;
  let surroundings = usualSurroundings;
  for (let chapter = 1; chapter <= 4; chapter += 1) {
    history.show(company, surroundings);
    await runToTheEnd(history);
    await expectNothingDue(`chapter ${chapter}`);
    // The next edits come with the next cycle, or at once.
    if (chance.isLucky(50)) history.world.clock.advance(120_000);
    const edits = drawEdits(company, chance, chapter);
    company = edits.filter((edit) => !isWide || !dissolvesScope(edit)).reduce(edited, company);
    if (isWide) surroundings = drawSurroundings(surroundings, company, chance, chapter);
  }
  history.show(company, surroundings);
  await runToTheEnd(history);
  history.world.clock.advance(replicationLagMs + 1_000);
  await expectNothingDue('when everything has spread');
  const afresh = beginHistory(0, 'whole');
  afresh.show(company, surroundings);
  await afresh.run();
  deepEqual(contentOf(history), contentOf(afresh), `seed ${seed}: the tenant as one run makes it`);
}

function inWords(entry: ReportEntry): string {
  if (entry.kind === 'held') return `${entry.held.displayName} held: ${entry.held.problem.code}`;
  const { outcome } = entry;
  const words = `${outcome.change.kind} ${outcome.change.displayName} ${outcome.kind}`;
  return 'problem' in outcome ? `${words}: ${outcome.problem?.code}` : words;
}

/**
 * Runs, lets somebody agree to what is held, and runs once more when there is something to agree to. Whoever comes back from the deleted ones
 * comes with all former memberships, which only the next reading shows.
 */
async function runToTheEnd(history: History): Promise<void> {
  const first = await history.run();
  const isHeld = first.some((entry) => entry.kind === 'outcome' && entry.outcome.kind === 'held');
  if (isHeld) approveAll(history.world, first);
  const second = isHeld ? await history.run() : [];
  if ([...first, ...second].some(restores)) await history.run();
}

const restores = (entry: ReportEntry) =>
  entry.kind === 'outcome' && entry.outcome.kind === 'applied' && entry.outcome.change.kind === 'restore';

/** A group that the scope names is not dissolved: then nobody could say who is in scope. */
const dissolvesScope = (edit: Edit) => edit.kind === 'dissolve' && edit.account === scopeGroup;

function drawSurroundings({ place, abroad, scope }: Surroundings, company: Company, chance: Chance, mark: number) {
  const accounts = company.people.map(({ account }) => account);
  const goes = chance.some(
    accounts.filter((account) => !abroad.includes(account)),
    chance.between(0, 2),
  );
  const returns = chance.some(abroad, chance.between(0, 1));
  return {
    place: chance.isLucky(50) ? chance.oneOf([`OU=Inside${mark}`, `OU=Inside,OU=Europe${mark}`]) : place,
    abroad: [...abroad.filter((account) => accounts.includes(account) && !returns.includes(account)), ...goes],
    scope: chance.isLucky(50) ? chance.oneOf(scopes) : scope,
  };
}

const scopes: readonly Settings['scope'][] = [
  unitScope,
  { kind: 'all' },
  { kind: 'groups', groups: [referenceTo(scopeGroup)] },
];
