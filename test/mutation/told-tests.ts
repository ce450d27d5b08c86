/**
 * What a test file of the decisions gets when it imports `vitest` in a campaign: the tests that it tells of are kept, to be asked about
 * one change after the other without loading anything anew. Only what these files use is here; anything else fails to import.
 */
import { format } from 'node:util';
import { expect as vitestExpect } from 'vitest';

export const expect = vitestExpect;

export interface ToldTest {
  readonly name: string;
  readonly run: () => Promise<void>;
}

let told: ToldTest[] = [];
let titles: readonly string[] = [];
let cleanUps: CleanUp[] = [];

type CleanUp = () => unknown;

/** The tests told of since the last time. */
export function takeToldTests(): readonly ToldTest[] {
  const taken = told;
  told = [];
  return taken;
}

export const test = Object.assign(tell, { each: eachBy(tell) });
export const describe = Object.assign(group, { each: eachBy(group) });

export function onTestFinished(cleanUp: CleanUp): void {
  cleanUps.unshift(cleanUp);
}

function tell(title: string, body: () => unknown): void {
  const name = [...titles, title].join(' > ');
  const isTaken = (wanted: string) => told.some((other) => other.name === wanted);
  let unique = name;
  for (let nth = 2; isTaken(unique); nth += 1) unique = `${name} (${nth})`;
  told.push({ name: unique, run: () => runWith(body) });
}

function group(title: string, body: () => void): void {
  const outer = titles;
  titles = [...outer, title];
  try {
    body();
  } finally {
    titles = outer;
  }
}

async function runWith(body: () => unknown): Promise<void> {
  vitestExpect.setState({ assertionCalls: 0, isExpectingAssertions: false });
  try {
    await body();
    const { assertionCalls, isExpectingAssertions } = vitestExpect.getState();
    if (isExpectingAssertions && assertionCalls === 0) throw new Error('The test expected something to be checked.');
  } finally {
    const left = cleanUps;
    cleanUps = [];
    for (const cleanUp of left) await cleanUp();
  }
}

type Tell<T> = (title: string, body: () => T) => void;

function eachBy<T>(tellOne: Tell<T>) {
  return (rows: readonly unknown[]) =>
    (title: string, body: (...words: unknown[]) => T): void => {
      for (const row of rows) {
        const words: readonly unknown[] = Array.isArray(row) ? row : [row];
        tellOne(format(title, ...words), () => body(...words));
      }
    };
}
