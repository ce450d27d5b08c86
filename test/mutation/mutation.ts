/**
 * `npm run test:mutation [-- FILES]`: changes the decisions of `agent-core/sync` in every small way that Stryker knows, one at a time, and
 * counts which of these changes the tests notice. First the tests that mirror a file are asked, then, about what they let
 * through, all others.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectDir } from '../../build/suite/run-program.ts';
import { listProjectFiles } from '../house-rules/source-files.ts';
import { type Mutant, runStryker } from './run-stryker.ts';

const leastOfFile = 75;
const leastOfAll = 85;

const words = process.argv.slice(2);
const decisions = listProjectFiles().filter((path) => /^agent-core\/sync\/.*(?<!\.d)\.ts$/.test(path));
const files = words.length === 0 ? decisions : decisions.filter((path) => words.some((word) => path.endsWith(word)));
if (files.length === 0) {
  process.stderr.write(`No file of agent-core/sync ends with ${words.join(' or ')}.\n`);
  process.exitCode = 2;
} else {
  process.exitCode = await campaign();
}

interface Score {
  readonly file: string;
  readonly noticed: number;
  readonly timedOut: number;
  readonly unnoticed: readonly Mutant[];
}

async function campaign(): Promise<number> {
  const scores: Score[] = [];
  for (const file of files) {
    const score = scoreOf(file, await mutate(file));
    scores.push(score);
    process.stdout.write(`${lineOf(score)}\n${score.unnoticed.map((mutant) => `    ${inWords(mutant)}\n`).join('')}`);
  }
  const all = {
    file: 'all',
    noticed: sum(scores, ({ noticed }) => noticed),
    timedOut: sum(scores, ({ timedOut }) => timedOut),
    unnoticed: scores.flatMap(({ unnoticed }) => unnoticed),
  };
  const worstFirst = scores.toSorted((one, other) => percentOf(one) - percentOf(other));
  process.stdout.write(`\n${[...worstFirst, all].map(lineOf).join('\n')}\n`);
  const isGood = percentOf(all) >= leastOfAll && scores.every((score) => percentOf(score) >= leastOfFile);
  return isGood ? 0 : 1;
}

async function mutate(file: string): Promise<readonly Mutant[]> {
  const mirrors = mirrorsOf(file);
  const first = mirrors.length === 0 ? [] : await runStryker([file], mirrors);
  const left = first.filter(isUnnoticed);
  if (mirrors.length > 0 && left.length === 0) return first;
  const second = await runStryker(mirrors.length === 0 ? [file] : left.map((mutant) => rangeOf(file, mutant)), []);
  const later = new Map(second.map((mutant) => [keyOf(mutant), mutant]));
  return mirrors.length === 0 ? second : first.map((mutant) => later.get(keyOf(mutant)) ?? mutant);
}

/** The test that bears the name of the file, or else that of its folder. */
function mirrorsOf(file: string): readonly string[] {
  const named = join('test', file.replace(/\.ts$/, '.test.ts'));
  const ofFolder = join('test', `${dirname(file)}.test.ts`);
  return [named, ofFolder].filter((path) => existsSync(join(projectDir, path))).slice(0, 1);
}

function isUnnoticed({ status }: Mutant): boolean {
  return status === 'Survived' || status === 'NoCoverage';
}

/** Columns begin with 0 in a report and in a range. */
function rangeOf(file: string, { location: { start, end } }: Mutant): string {
  return `${file}:${start.line}:${start.column - 1}-${end.line}:${end.column - 1}`;
}

function keyOf({ mutatorName, replacement, location }: Mutant): string {
  return JSON.stringify([mutatorName, replacement, location.start, location.end]);
}

function scoreOf(file: string, mutants: readonly Mutant[]): Score {
  return {
    file,
    noticed: mutants.filter(({ status }) => status === 'Killed').length,
    timedOut: mutants.filter(({ status }) => status === 'Timeout').length,
    unnoticed: mutants.filter(isUnnoticed),
  };
}

/** A change that makes the tests wait for ever is noticed, and shown apart. */
function percentOf({ noticed, timedOut, unnoticed }: Score): number {
  const all = noticed + timedOut + unnoticed.length;
  return all === 0 ? 100 : (100 * (noticed + timedOut)) / all;
}

function lineOf(score: Score): string {
  const { file, noticed, timedOut, unnoticed } = score;
  const percent = `${percentOf(score).toFixed(1)} %`;
  return `${percent.padStart(8)}  ${file}: ${noticed} noticed, ${timedOut} by a time-out, ${unnoticed.length} not`;
}

function inWords({ mutatorName, replacement, location: { start } }: Mutant): string {
  return `${start.line}:${start.column} ${mutatorName} -> ${replacement.replaceAll(/\s+/g, ' ').slice(0, 100)}`;
}

function sum(scores: readonly Score[], of: (score: Score) => number): number {
  return scores.reduce((total, score) => total + of(score), 0);
}
