/**
 * `npm run test:mutation [-- FILES] [--anew]`: changes the decisions of `agent-core/sync` in every small way that Stryker knows, one at a
 * time, and counts which of these changes the tests notice.
 *
 * What was found out about a file is kept until the file or its test changes, so a campaign can be stopped and goes on where it was.
 */
import { listProjectFiles } from '../house-rules/source-files.ts';
import { isAskedTest } from './asked-tests.ts';
import { digestOf, keepResult, keptResultOf } from './kept-results.ts';
import { type Mutant, runStryker } from './run-stryker.ts';

const leastOfFile = 75;
const leastOfAll = 85;
/** Each run of Stryker begins with all tests, to see which reach what; what one has found out when it is stopped is lost. */
const filesOfRun = 8;

const isDecision = (path: string) => /^agent-core\/sync\/.*(?<!\.d)\.ts$/.test(path);

const isAnew = process.argv.includes('--anew');
const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const paths = listProjectFiles();
const testFiles = paths.filter(isAskedTest);
const files = paths
  .filter(isDecision)
  .filter((path) => words.length === 0 || words.some((word) => path.endsWith(word)));
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
  const kept = isAnew ? [] : files.filter((file) => keptResultOf(file) !== null);
  const unknown = files.filter((file) => !kept.includes(file));
  const scores = kept.map((file) => tell(scoreOf(file, keptResultOf(file) ?? [])));
  for (let begin = 0; begin < unknown.length; begin += filesOfRun) {
    const some = unknown.slice(begin, begin + filesOfRun);
    const digests = new Map(some.map((file) => [file, digestOf(file)]));
    const found = await runStryker(some, testFiles);
    for (const [file, digest] of digests) {
      const mutants = found.get(file) ?? [];
      keepResult(file, digest, mutants);
      scores.push(tell(scoreOf(file, mutants)));
    }
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

function scoreOf(file: string, mutants: readonly Mutant[]): Score {
  return {
    file,
    noticed: mutants.filter(({ status }) => status === 'Killed').length,
    timedOut: mutants.filter(({ status }) => status === 'Timeout').length,
    unnoticed: mutants.filter(({ status }) => status === 'Survived' || status === 'NoCoverage'),
  };
}

function tell(score: Score): Score {
  process.stdout.write(`${lineOf(score)}\n${score.unnoticed.map((mutant) => `    ${inWords(mutant)}\n`).join('')}`);
  return score;
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

function inWords({ mutatorName, replacement, location: { start }, status }: Mutant): string {
  const place = `${start.line}:${start.column}${status === 'NoCoverage' ? ' (never reached)' : ''}`;
  return `${place} ${mutatorName} -> ${replacement.replaceAll(/\s+/g, ' ').slice(0, 100)}`;
}

function sum(scores: readonly Score[], of: (score: Score) => number): number {
  return scores.reduce((total, score) => total + of(score), 0);
}
