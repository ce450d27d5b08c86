/** How problems, changes and held objects read on a terminal. */
import { assertNever } from '../contract/assert-never.ts';
import type { TenantObjectId } from '../contract/identifiers.ts';
import { type LeftAlone, leftAloneAs } from '../contract/left-alone.ts';
import { attributesOfNew } from '../contract/new-account.ts';
import type { AccountNames, AttributeValue, Change, Evidence } from '../contract/plan.ts';
import type { Problem } from '../contract/problem.ts';
import type { Fate, Outcome, ReportEntry } from '../contract/run-report.ts';
import { accountText, isTakenOver } from '../contract/taken-over.ts';
import { kindText } from './kind-text.ts';

/** Without a detail the code ends the remedy: alone in a line it says nothing. */
export function problemText({ title, meaning, remedy, detail, code }: Problem): string {
  return `${title}\n  ${meaning}\n  ${remedy}${detail === '' ? '' : `\n  ${detail}`} [${code}]\n`;
}

export const fateWords: Readonly<Record<Fate, string>> = {
  made: 'it was made',
  notMade: 'it was not made, and is planned anew',
  overtaken: 'somebody changed the user since, and it cannot be told',
};

/** @param findings where a person sees what held the changes */
export function entriesText(entries: readonly ReportEntry[], findings = findingsBelow): string {
  return entries.map((entry) => `${entryText(entry, findings)}\n`).join('');
}

export const findingsBelow = 'see the findings below';

/** The kinds behind `rejected` are those that a person rejected it from: no finding of theirs holds it. @param findings where they stand */
export function heldByText(kinds: readonly string[], findings: string): string {
  const from = kinds.indexOf('rejected') + 1;
  const aside = from === 0 || from === kinds.length ? '' : ` (as ${kinds.slice(from).join(', ')})`;
  return `by ${kinds.slice(0, from === 0 ? undefined : from).join(', ')}${aside}: ${findings}`;
}

export const kindTexts = (kinds: readonly string[], change: Change): readonly string[] =>
  kinds.map((kind) => kindText(kind, change));

function entryText(entry: ReportEntry, findings: string): string {
  if (entry.kind === 'held') {
    const { displayName, problem } = entry.held;
    return `  ${leftAloneWords[leftAloneAs(problem)].padEnd(9)} ${displayName}\n${indent(problemText(problem))}`;
  }
  const { outcome } = entry;
  switch (outcome.kind) {
    case 'applied':
      return [changeText(outcomeWords.applied, outcome.change), ...approvalLines(outcome.approval)].join('\n');
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
        return `${changeText(outcomeWords.held, outcome.change)}\n            ${heldByText(kindTexts(outcome.findings, outcome.change), findings)}`;
      return `${changeText(outcomeWords.held, outcome.change)}\n${indent(problemText(outcome.problem))}`;
    default:
      return assertNever(outcome);
  }
}

/** Beside an object that is left alone. */
export const leftAloneWords: Readonly<Record<LeftAlone, string>> = {
  held: 'held',
  removalWaits: 'waits',
  leftScope: 'left',
  notWritable: 'as it is',
  absent: 'absent',
};

export const outcomeWords: Readonly<Record<Outcome['kind'], string>> = {
  applied: 'done',
  previewed: 'would',
  notAttempted: 'not yet',
  unknown: 'unknown',
  failed: 'failed',
  held: 'held',
  waiting: 'waiting',
};

/** Who let it go, if the guard would have held it. */
export const approvalLines = (approval: { readonly by: string; readonly at: string } | null | undefined) =>
  approval === null || approval === undefined ? [] : [`            approved by ${approval.by} at ${approval.at}`];

function nextAttemptText(at: string | null): string {
  if (at === null) return 'tried again when the object changes in the directory, or by "bridgehead run"';
  return `tried again at ${at}, or by "bridgehead run"`;
}

function changeText(word: string, change: Change): string {
  return [`  ${word.padEnd(9)} ${change.kind} ${whoText(change)}`, ...contentLines(change)].join('\n');
}

/** Everything that the change would do or did, with before and after. */
export function contentLines(change: Change): readonly string[] {
  const reason = change.kind === 'delete' ? evidenceLines(change.evidence) : [];
  const taken = change.kind === 'update' ? takeoverLines(change, change.tenantObjectId, change.takenOver) : [];
  return [...reason, ...taken, ...attributeLines(change, change.kind === 'create')];
}

/** @param account left out by agents that did not say which one */
export function takeoverLines(
  change: Parameters<typeof isTakenOver>[0],
  tenantObjectId: TenantObjectId | null,
  account: AccountNames | null = null,
): readonly string[] {
  if (!isTakenOver(change)) return [];
  const which = account === null ? 'an account' : `the account of ${accountText(account)}, ${tenantObjectId},`;
  return [`            takes over ${which} that somebody made in the tenant`];
}

/** @param isNew there is no before */
export function attributeLines(change: Parameters<typeof attributesOfNew>[0], isNew: boolean): readonly string[] {
  return (isNew ? attributesOfNew(change) : change.attributes).map(
    ({ name, before, after }) => `            ${name}: ${isNew ? '' : `${valueText(before)} -> `}${valueText(after)}`,
  );
}

/** What somebody is called, with the sign-in name where there is one. */
export const calledText = ({ displayName, userPrincipalName }: Pick<Change, 'displayName' | 'userPrincipalName'>) =>
  userPrincipalName === null ? displayName : `${displayName} (${userPrincipalName})`;

export function whoText(change: Change): string {
  const who = calledText(change);
  const holder = change.objectType === 'group' ? `group ${who}` : who;
  if (change.kind !== 'link' && change.kind !== 'unlink') return holder;
  return change.relation === 'manager'
    ? `${holder}: manager ${change.target.displayName}`
    : `${holder}: member ${change.target.displayName}`;
}

export const evidenceLines = (evidence: Evidence | null) =>
  evidence === null ? [] : [`            ${evidenceText(evidence)}`];

function evidenceText(evidence: Evidence): string {
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

export function indent(text: string, by = 12): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(by));
}
