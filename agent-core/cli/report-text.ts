/** How the state of the agent, the report of a run and a plan read on a terminal. A report and a plan show the same numbers. */
import type { AgentState } from '../contract/agent-state.ts';
import { assertNever } from '../contract/assert-never.ts';
import { numberText } from '../contract/number-text.ts';
import type { Finding } from '../contract/plan.ts';
import type { Problem } from '../contract/problem.ts';
import type { AbsentObject, DomainReport, RunReport } from '../contract/run-report.ts';
import {
  changesText,
  isUnread,
  objectsText,
  plannedText,
  readText,
  removalWaitTexts,
  sideText,
  sumOf,
} from './count-texts.ts';
import { kindWithoutId } from './kind-text.ts';
import { settledLines } from './settled-lines.ts';
import { problemText } from './texts.ts';

export function stateText({ version, activity, lastRun, schedule, problems }: AgentState): string {
  const lines = [activitySentence(activity, lastRun), ...scheduleSentences(schedule), `Agent version ${version}.`];
  if (lastRun !== null) lines.push('', reportText(lastRun));
  return `${[...lines, ...problems.map((problem) => `\n${problemText(problem)}`)].join('\n')}\n`;
}

function activitySentence(activity: AgentState['activity'], lastRun: AgentState['lastRun']): string {
  switch (activity.kind) {
    case 'unconfigured':
      return 'The agent is running and has not been set up yet.\nThe wizard of the window does it, or "bridgehead setup --answers FILE" (see "bridgehead help setup").';
    case 'idle': {
      const pairing = `${activity.domains.map(({ name }) => name).join(', ')} in step with ${activity.tenant.displayName}`;
      return lastRun?.result === 'failed'
        ? `The agent is to keep ${pairing}, and its last run failed. No run is in progress.`
        : `The agent keeps ${pairing}. No run is in progress.`;
    }
    case 'running':
      return `A run is in progress, at step "${activity.step}".`;
    case 'protected':
      return `The agent writes nothing. ${activity.problem.title}`;
    default:
      return assertNever(activity);
  }
}

function scheduleSentences({ isPaused, nextRunAt, intervalSeconds }: AgentState['schedule']): readonly string[] {
  if (isPaused) return ['The schedule is paused: runs start only on request, until "bridgehead resume".'];
  return nextRunAt === null ? [] : [`The next run starts at ${nextRunAt}, one every ${intervalSeconds} seconds.`];
}

const resultWords: Readonly<Record<RunReport['result'], string>> = {
  succeeded: 'succeeded',
  succeededWithProblems: 'succeeded, with problems',
  failed: 'failed',
  cancelled: 'was cancelled',
};

/** @param isEach also of what became of many changes of an earlier run, each is named */
export function reportText(report: RunReport, isEach = false): string {
  if (report.isBroken) return brokenReportText(report);
  const { counts, problems, findings } = report;
  // Why it failed comes first.
  const isFailed = report.result === 'failed';
  const outcome = [
    changesText(counts, 'applied', 'applied'),
    changesText(counts, 'held', 'held'),
    changesText(counts, 'failed', 'failed'),
    changesText(counts, 'notAttempted', 'not attempted'),
    ...(counts.waiting === 0 ? [] : [changesText(counts, 'waiting', 'waiting after a failure')]),
    ...(counts.unknown === 0 ? [] : [changesText(counts, 'unknown', 'not known')]),
  ];
  return [
    `Run ${report.runId} ${resultWords[report.result]} after ${secondsText(report.durationMs)}.`,
    ...(isFailed ? problemTexts(problems) : []),
    ...numberLines(report),
    line('outcome', outcome.join(', ')),
    ...settledLines(report.settled, isEach).map((text, index) => line(index === 0 ? 'found out' : '', text)),
    ...(isFailed ? [] : problemTexts(problems)),
    ...findingTexts(findings, heldText),
  ].join('\n');
}

/** Everything that was read is in one of the lines. */
function numberLines(report: RunReport): readonly string[] {
  const { counts, directory, tenant, domains } = report;
  const read = line('read', `${readText(counts, directory)} in the directory; ${sideText(tenant)} in the tenant`);
  const isKnown = counts.unchanged + counts.held + counts.outOfScope + sumOf(counts.planned) > 0;
  // What nobody has looked at is not 0.
  if (isUnread(directory) && isUnread(tenant) && !isKnown) return [read];
  return [
    read,
    ...domains.filter(() => domains.length > 1).map(domainText),
    ...fullReadLines(report),
    ...(counts.outOfScope === 0 ? [] : [line('out of scope', objectsText(counts, 'outOfScope'))]),
    ...(counts.notWritable === 0
      ? []
      : [line('left alone', `${objectsText(counts, 'notWritable')} that Graph lets no application write`)]),
    line('in step', `${objectsText(counts, 'unchanged')} already`),
    line('planned', plannedText(counts)),
    ...removalWaitTexts(report.removalWaits).map((text) => line('waits', `removal of ${text}`)),
    // Nobody is to take the wait for the only thing in the way.
    ...(report.removalWaits.length === 0
      ? []
      : [line('', 'after that the guard counts it, and holds what is more than its limits allow')]),
    ...(counts.leftScope === 0
      ? []
      : [
          line(
            'left scope',
            `${objectsText(counts, 'leftScope')} still in the tenant; ${counts.leftScope === 1 ? 'it stays as it is' : 'they stay as they are'} in this run`,
          ),
        ]),
    ...absentLines(report),
  ];
}

/** Nobody has to guess why a run took long. */
function fullReadLines({ domains, tenant }: RunReport): readonly string[] {
  const sides = [
    ...domains.map(({ domain, fullRead }) => ({ side: domain, fullRead })),
    { side: 'the tenant', ...tenant },
  ];
  return sides.flatMap(({ side, fullRead = null }) =>
    fullRead === null
      ? []
      : [line('read whole', `${side}, not only what changed: ${fullRead.title} ${fullRead.detail}`)],
  );
}

const line = (word: string, text: string) => `  ${word.padEnd(12)}  ${text}`;

function absentLines({ counts, absentFirst }: RunReport): readonly string[] {
  if (counts.absent === 0) return [];
  const more = counts.absent - absentFirst.length;
  return [
    line('absent', `${objectsText(counts, 'absent')} seen before, not found now; that alone removes nobody`),
    ...absentFirst.map((one) => line('', absentText(one))),
    ...(more > 0 && absentFirst.length > 0 ? [line('', `and ${more.toLocaleString('en')} more`)] : []),
  ];
}

function absentText({ objectType, displayName, userPrincipalName, since }: AbsentObject): string {
  return `${displayName} (${userPrincipalName ?? objectType}), since ${since}`;
}

const problemTexts = (problems: readonly Problem[]) => problems.map((problem) => `\n${problemText(problem)}`);
const findingTexts = (findings: readonly Finding[], heldText: (held: number) => string) =>
  findings.map((finding) => `\n${findingText(finding, heldText)}`);

/** By its kind one finds the changes that it holds. */
const findingText = ({ kind, problem, held = 0 }: Finding, heldText: (held: number) => string) =>
  `${kind === null ? '' : `${kindWithoutId(kind)}: `}${problemText(problem)}${held === 0 ? '' : `  ${heldText(held)}\n`}`;

const whereToDecide = '"bridgehead findings" shows what was decided, and how to approve or reject';

const heldText = (held: number) => `${numberText(held, 'change is', 'changes are')} held: ${whereToDecide}`;

/** Of what only a plan has looked at there is nothing yet to decide about. */
const wouldBeHeldText = (held: number) =>
  `${numberText(held, 'change', 'changes')} would be held: once a run has held them, ${whereToDecide}`;

/** Only what is known: what it read, how long it took and what else it had planned is not. */
function brokenReportText({ runId, counts, problems }: RunReport): string {
  return [
    `Run ${runId} broke off.`,
    line(
      'recorded',
      `${counts.applied} applied, ${counts.unknown} attempted and not known whether made, ${counts.held} held, ${counts.failed} failed`,
    ),
    line('not known', 'what else was planned, and how far the run came'),
    ...problemTexts(problems),
  ].join('\n');
}

/** Why there is no whole plan is more than what there is of one. */
export function planText(report: RunReport): string {
  const { counts, problems, findings, result } = report;
  const numbers = [...numberLines(report), line('held', changesText(counts, 'held', ''))];
  if (result === 'failed' || result === 'cancelled') {
    const word = result === 'failed' ? 'could not be finished' : 'was cancelled';
    const knows = counts.unchanged + counts.held + sumOf(counts.planned) > 0;
    return [
      `The plan ${word}. Nothing was changed.`,
      ...problemTexts(problems),
      ...(knows ? ['Known so far:', ...numbers] : []),
      ...findingTexts(findings, wouldBeHeldText),
    ].join('\n');
  }
  return [
    'What a run would do. Nothing was changed.',
    ...numbers,
    ...problemTexts(problems),
    ...findingTexts(findings, wouldBeHeldText),
  ].join('\n');
}

function domainText({ domain, isComplete, ...side }: DomainReport): string {
  return line('', `${sideText(side)} in ${domain}${isComplete ? '' : ', not read completely'}`);
}

const secondsText = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
