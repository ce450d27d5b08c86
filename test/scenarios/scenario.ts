/**
 * A scenario is a story of a directory and a tenant, chapter by chapter. In every chapter somebody changes something, a preview
 * and then a run follow, and the plan is told in words. Two minutes later everything happens once more, and the second plan must be empty:
 * only what is held, or what the chapter says stays undone, may come up again.
 */
import { expect, test } from 'vitest';
import { assertNever } from '../../agent-core/contract/assert-never.ts';
import { leftAloneAs } from '../../agent-core/contract/left-alone.ts';
import type { Change } from '../../agent-core/contract/plan.ts';
import type { ReportEntry, RunReport } from '../../agent-core/contract/run-report.ts';
import { toldBy } from '../builders/told-run.ts';
import { type Beginning, createWorld, type World } from '../builders/world.ts';

export interface Chapter {
  /** What somebody does, in either system. */
  readonly change?: (world: World) => void;
  /** Every change and every held object, in words, in the order of the report. */
  readonly plan: readonly string[];
  /** What the second run reports; without it, only what is held comes up again. */
  readonly again?: readonly string[];
  readonly result?: RunReport['result'];
  /** What is true afterwards. */
  readonly afterwards?: (world: World) => void | Promise<void>;
}

export function scenario(name: string, beginning: Beginning, chapters: readonly Chapter[]): void {
  tell(name, beginning, chapters, () => true);
}

/** A story in which what becomes of groups is left untold. */
export function scenarioOfPeople(name: string, beginning: Beginning, chapters: readonly Chapter[]): void {
  tell(name, beginning, chapters, (entry) => objectTypeOf(entry) === 'user');
}

/** As often as the schedule starts a run. */
const intervalMs = 120_000;

type IsTold = (entry: ReportEntry) => boolean;

function tell(name: string, beginning: Beginning, chapters: readonly Chapter[], isTold: IsTold): void {
  test(name, async () => {
    const world = createWorld(beginning);
    for (const [index, chapter] of chapters.entries()) {
      await playChapter(world, { ...chapter, title: `chapter ${index + 1}` }, isTold);
    }
  });
}

const objectTypeOf = (entry: ReportEntry) =>
  entry.kind === 'held' ? entry.held.objectType : entry.outcome.change.objectType;

async function playChapter(
  world: World,
  { title, ...chapter }: Chapter & { readonly title: string },
  isTold: IsTold,
): Promise<void> {
  chapter.change?.(world);
  await expectSameByMemory(world, title);
  const writesBefore = world.tenant.writes.length;
  const preview = await world.preview();
  expect(world.tenant.writes.length, `${title}: a preview writes nothing`).toBe(writesBefore);

  const first = await world.run();
  expect(first.entries.filter(isTold).map(inWords), `${title}: the plan`).toEqual(chapter.plan);
  expect(preview.entries.map(subjectOf), `${title}: the preview tells what the run then does`).toEqual(
    first.entries.map(subjectOf),
  );
  if (chapter.result !== undefined) expect(first.report.result, `${title}: the result`).toBe(chapter.result);
  expect(first.report.counts, `${title}: what is counted`).toMatchObject(countEntries(first.entries));

  const usersAfterFirst = world.tenant.users;
  const groupsAfterFirst = world.tenant.groups;
  world.clock.advance(intervalMs);
  await expectSameByMemory(world, `${title}, once more`);
  const second = await world.run();
  const again = chapter.again ?? chapter.plan.filter((line) => line.includes(' held: '));
  expect(second.entries.filter(isTold).map(inWords), `${title}: the second plan`).toEqual(again);
  if (chapter.again === undefined) {
    expect(world.tenant.users).toEqual(usersAfterFirst);
    expect(world.tenant.groups).toEqual(groupsAfterFirst);
  }
  await chapter.afterwards?.(world);
  world.clock.advance(intervalMs);
}

/** Whoever reads everything and whoever remembers both sides plans, holds, counts and finds the same. */
async function expectSameByMemory(world: World, title: string): Promise<void> {
  const whole = await world.preview();
  // Of a side that could not be read, memory knows more than whoever begins to read it.
  if (whole.report.problems.length > 0) return;
  const byMemory = await world.previewByMemory();
  expect(toldBy(byMemory), `${title}: the same by memory`).toEqual(toldBy(whole));
}

/** A report counts what its entries say, and nothing else by the same name. */
function countEntries(entries: readonly ReportEntry[]) {
  const left = entries.flatMap((entry) => (entry.kind === 'held' ? [leftAloneAs(entry.held.problem)] : []));
  const outcomes = entries.flatMap((entry) => (entry.kind === 'outcome' ? [entry.outcome.kind] : []));
  const count = <Kind>(all: readonly Kind[], kind: Kind) => all.filter((each) => each === kind).length;
  return {
    applied: count(outcomes, 'applied'),
    failed: count(outcomes, 'failed'),
    waiting: count(outcomes, 'waiting'),
    held: count(outcomes, 'held') + count(left, 'held'),
    removalWaits: count(left, 'removalWaits'),
    leftScope: count(left, 'leftScope'),
    notWritable: count(left, 'notWritable'),
  };
}

/** Such as `update ada: jobTitle "Clerk" -> "Engineer"` or `disable bob held: guard.too-many-disables`. */
function inWords(entry: ReportEntry): string {
  if (entry.kind === 'held') return `${entry.held.displayName} held: ${entry.held.problem.code}`;
  const { outcome } = entry;
  const words = changeInWords(outcome.change);
  switch (outcome.kind) {
    case 'applied':
    case 'previewed':
      return words;
    case 'notAttempted':
      return `${words} not attempted`;
    case 'unknown':
      return `${words} unknown`;
    case 'failed':
    case 'waiting':
    case 'held':
      return `${words} ${outcome.kind}: ${outcome.problem.code}`;
    default:
      return assertNever(outcome);
  }
}

function changeInWords(change: Change): string {
  const { kind, displayName, userPrincipalName, attributes } = change;
  if (kind === 'link' || kind === 'unlink') {
    return `${kind} ${displayName}: ${change.relation === 'manager' ? 'manager' : 'member'} ${change.target.displayName}`;
  }
  if (kind === 'create') return `create ${displayName} as ${userPrincipalName ?? change.objectType}`;
  if (kind !== 'update') return `${kind} ${displayName}`;
  const values = attributes.map(
    ({ name, before, after }) => `${name} ${JSON.stringify(before)} -> ${JSON.stringify(after)}`,
  );
  return `update ${displayName}: ${values.join(', ')}`;
}

/** What an entry is about, without what became of it. */
function subjectOf(entry: ReportEntry): string {
  return entry.kind === 'held' ? inWords(entry) : changeInWords(entry.outcome.change);
}

/** Finds the account of a person, to look at it. */
export function accountOf(world: World, userPrincipalName: string) {
  const user = world.tenant.users.find(({ values }) => values.userPrincipalName === userPrincipalName);
  if (user === undefined) throw new Error(`there is no ${userPrincipalName} in the tenant`);
  return user.values;
}
