/** How reports, plans and problems read on a terminal. */
import type { AgentState } from '../contract/agent-state.ts';
import { assertNever } from '../contract/assert-never.ts';
import type {
  AttributeChange,
  AttributeValue,
  Change,
  ChangeCounts,
  ChangeKind,
  Evidence,
  Finding,
} from '../contract/plan.ts';
import type { Problem } from '../contract/problem.ts';
import type { DomainReport, Fate, Outcome, ReportEntry, RunReport, SideReport } from '../contract/run-report.ts';

export function problemText(problem: Problem): string {
  return `${problem.title}\n  ${problem.meaning}\n  ${problem.remedy}\n  ${problem.detail} [${problem.code}]\n`;
}

export function stateText({ version, activity, lastRun, schedule, problems }: AgentState): string {
  const lines = [activitySentence(activity), ...scheduleSentences(schedule), `Agent version ${version}.`];
  if (lastRun !== null) lines.push('', reportText(lastRun));
  return `${[...lines, ...problems.map((problem) => `\n${problemText(problem)}`)].join('\n')}\n`;
}

function activitySentence(activity: AgentState['activity']): string {
  switch (activity.kind) {
    case 'unconfigured':
      return 'The agent is running and has not been set up yet.';
    case 'idle':
      return `The agent keeps ${activity.domains.map(({ name }) => name).join(', ')} in step with ${activity.tenant.displayName}. No run is in progress.`;
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

export function reportText(report: RunReport): string {
  if (report.isBroken) return brokenReportText(report);
  const { counts, directory, tenant } = report;
  // Why it failed comes first.
  const isFailed = report.result === 'failed';
  return [
    `Run ${report.runId} ${resultWords[report.result]} after ${secondsText(report.durationMs)}.`,
    ...(isFailed ? problemTexts(report.problems) : []),
    `  read        ${sideText(directory)} in the directory (${numberText(counts.outOfScope, 'user', 'users')} out of scope), ${sideText(tenant)} in the tenant`,
    ...report.domains.filter(() => report.domains.length > 1).map(domainText),
    `  planned     ${plannedText(counts.planned)}; ${counts.unchanged} already in step`,
    ...(counts.leftScope === 0
      ? []
      : [`  left scope  ${countText(counts.leftScope)} still in the tenant; they stay as they are in this run`]),
    ...(counts.notWritable === 0
      ? []
      : [
          `  left alone  ${numberText(counts.notWritable, 'group or contact', 'groups and contacts')} that Graph lets no application write`,
        ]),
    ...(counts.absent === 0
      ? []
      : [`  absent      ${countText(counts.absent)} seen before, not found now; that alone removes nobody`]),
    `  outcome     ${counts.applied} applied, ${counts.held} held, ${counts.failed} failed, ${counts.notAttempted} not attempted${counts.waiting === 0 ? '' : `, ${counts.waiting} waiting after a failure`}${counts.unknown === 0 ? '' : `, ${counts.unknown} not known`}`,
    ...report.settled.map(
      ({ runId, change, fate }) =>
        `  found out   ${change.kind} ${whoText(change)}, not known since run ${runId}: ${fateWords[fate]}`,
    ),
    ...(isFailed ? [] : problemTexts(report.problems)),
    ...findingTexts(report.findings),
  ].join('\n');
}

/** What happens every day is always named; the rest when there is any. */
const everyDay: ReadonlySet<string> = new Set<ChangeKind>(['create', 'update', 'disable', 'enable']);

function plannedText(planned: ChangeCounts): string {
  return Object.entries(planned)
    .filter(([kind, count]) => everyDay.has(kind) || count > 0)
    .map(([kind, count]) => `${count} ${kind}`)
    .join(', ');
}

const problemTexts = (problems: readonly Problem[]) => problems.map((problem) => `\n${problemText(problem)}`);
const findingTexts = (findings: readonly Finding[]) => findings.map((finding) => `\n${findingText(finding)}`);

/** By its kind one finds the changes that it holds. */
const findingText = ({ kind, problem, held = 0 }: Finding) =>
  `${kind === null ? '' : `${kind}: `}${problemText(problem)}${held === 0 ? '' : `  ${held} wait: "bridgehead findings" shows them and how to approve or reject\n`}`;

/** Only what is known: what it read, how long it took and what else it had planned is not. */
function brokenReportText({ runId, counts, problems }: RunReport): string {
  return [
    `Run ${runId} broke off.`,
    `  recorded    ${counts.applied} applied, ${counts.unknown} attempted and not known whether made, ${counts.held} held, ${counts.failed} failed`,
    '  not known   what else was planned, and how far the run came',
    ...problemTexts(problems),
  ].join('\n');
}

const fateWords: Readonly<Record<Fate, string>> = {
  made: 'it was made',
  notMade: 'it was not made, and is planned anew',
  overtaken: 'somebody changed the user since, and it cannot be told',
};

/** Why there is no whole plan is more than what there is of one. */
export function planText(report: RunReport): string {
  const { counts, problems, findings, result } = report;
  const known = `${plannedText(counts.planned)}; ${counts.held} held, ${counts.unchanged} already in step`;
  if (result === 'failed' || result === 'cancelled') {
    const word = result === 'failed' ? 'could not be finished' : 'was cancelled';
    const first = `The plan ${word}. Nothing was changed.`;
    const knows = counts.unchanged + counts.held + sumOf(counts.planned) > 0;
    return [
      first,
      ...problemTexts(problems),
      ...(knows ? [`Known so far: ${known}.`] : []),
      ...findingTexts(findings),
    ].join('\n');
  }
  return [`Planned: ${known}. Nothing was changed.`, ...problemTexts(problems), ...findingTexts(findings)].join('\n');
}

const sumOf = (planned: ChangeCounts) => Object.values(planned).reduce((sum, count) => sum + count, 0);

function domainText({ domain, isComplete, ...side }: DomainReport): string {
  return `              ${sideText(side)} in ${domain}${isComplete ? '' : ', not read completely'}`;
}

/** Reports from before there were groups count none. */
function sideText({ users, groups }: Pick<SideReport, 'users' | 'groups'>): string {
  const people = numberText(users, 'user', 'users');
  return groups === 0 ? people : `${people} and ${numberText(groups, 'group', 'groups')}`;
}

const countText = (objects: number) => numberText(objects, 'object', 'objects');
const numberText = (number: number, one: string, many: string) =>
  `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
const secondsText = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;

export function entriesText(entries: readonly ReportEntry[]): string {
  return entries.map((entry) => `${entryText(entry)}\n`).join('');
}

function entryText(entry: ReportEntry): string {
  if (entry.kind === 'held') {
    const { displayName, problem } = entry.held;
    return `  held      ${displayName}\n${indent(problemText(problem))}`;
  }
  const { outcome } = entry;
  switch (outcome.kind) {
    case 'applied':
      return `${changeText(outcomeWords.applied, outcome.change)}${approvalText(outcome.approval)}`;
    case 'previewed':
      return changeText(outcomeWords.previewed, outcome.change);
    case 'notAttempted':
      return changeText(outcomeWords.notAttempted, outcome.change);
    case 'unknown': {
      const fate = outcome.fate === null ? 'the next run finds out whether it was made' : fateWords[outcome.fate];
      const how =
        outcome.problem === undefined ? 'attempted when the run broke off' : 'attempted, and the reply was lost';
      return `${changeText(outcomeWords.unknown, outcome.change)}\n            ${how}: ${fate}`;
    }
    case 'waiting':
    case 'failed': {
      const next = outcome.nextAttemptAt;
      const when = next === undefined ? '' : `            ${nextAttemptText(next)}\n`;
      return `${changeText(outcomeWords[outcome.kind], outcome.change)}\n${when}${indent(problemText(outcome.problem))}`;
    }
    case 'held':
      // What a finding says is said once, with the finding.
      if (outcome.findings !== undefined && outcome.findings.length > 0)
        return `${changeText(outcomeWords.held, outcome.change)}\n            by ${outcome.findings.join(', ')}: see the findings below`;
      return `${changeText(outcomeWords.held, outcome.change)}\n${indent(problemText(outcome.problem))}`;
    default:
      return assertNever(outcome);
  }
}

export const outcomeWords: Readonly<Record<Outcome['kind'], string>> = {
  applied: 'done',
  previewed: 'would',
  notAttempted: 'not yet',
  unknown: 'unknown',
  failed: 'failed',
  held: 'held',
  waiting: 'waiting',
};

const approvalText = (approval: (Outcome & { kind: 'applied' })['approval']) =>
  approval === undefined ? '' : `\n            approved by ${approval.by} at ${approval.at}`;

function nextAttemptText(at: string | null): string {
  if (at === null) return 'tried again when the object changes in the directory, or by "bridgehead run"';
  return `tried again at ${at}, or by "bridgehead run"`;
}

function changeText(word: string, change: Change): string {
  const head = `  ${word.padEnd(9)} ${change.kind} ${whoText(change)}`;
  const reason = change.kind === 'delete' ? [`            ${evidenceText(change.evidence)}`] : [];
  return [head, ...reason, ...attributeLines(change.attributes, change.kind === 'create')].join('\n');
}

/** @param isNew there is no before */
export function attributeLines(attributes: readonly AttributeChange[], isNew: boolean): readonly string[] {
  return attributes.map(
    ({ name, before, after }) => `            ${name}: ${isNew ? '' : `${valueText(before)} -> `}${valueText(after)}`,
  );
}

export function whoText(change: Change): string {
  const { displayName, userPrincipalName, objectType } = change;
  const who = userPrincipalName === null ? displayName : `${displayName} (${userPrincipalName})`;
  const holder = objectType === 'group' ? `group ${who}` : who;
  if (change.kind !== 'link' && change.kind !== 'unlink') return holder;
  return change.relation === 'manager'
    ? `${holder}: manager ${change.target.displayName}`
    : `${holder}: member ${change.target.displayName}`;
}

export function evidenceText(evidence: Evidence): string {
  switch (evidence.kind) {
    case 'tombstone': {
      const at = evidence.deletedAt === null ? '' : ` at ${evidence.deletedAt}`;
      return `deleted in ${evidence.domain}${at}, as ${evidence.controller} shows`;
    }
    case 'outOfScope':
      return `out of scope: ${evidence.rule}`;
    default:
      return assertNever(evidence);
  }
}

function valueText(value: AttributeValue): string {
  if (value === null) return '(nothing)';
  return typeof value === 'string' ? `"${value}"` : JSON.stringify(value);
}

export function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '            ');
}
