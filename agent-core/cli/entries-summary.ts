/** The short form of a plan or report: what belongs together is counted, with the first few of each. A thousand new people fit on a screen. */
import { leftAloneAs } from '../contract/left-alone.ts';
import { numberText } from '../contract/number-text.ts';
import type { Change } from '../contract/plan.ts';
import type { Problem } from '../contract/problem.ts';
import type { Outcome, ReportEntry } from '../contract/run-report.ts';
import { objectsOfType } from './count-texts.ts';
import {
  entriesText,
  findingsBelow,
  heldByText,
  indent,
  kindTexts,
  leftAloneWords,
  outcomeWords,
  problemText,
  whoText,
} from './texts.ts';

/** So many of each are named; what has no reason and is no more than that is shown in full. */
export const usuallyNamed = 3;

/**
 * @param everything the command that shows what is left out here
 * @param named so many of each are named
 */
export function entriesSummary(entries: readonly ReportEntry[], everything: string, named = usuallyNamed): string {
  const groups = [...Map.groupBy(entries, keyOf).values()];
  const isShort = groups.some((group) => group.length > named);
  const text = groups.map((group) => (isShared(group) ? groupText(group, named) : entriesText(group))).join('');
  return isShort ? `${text}  Every one of them: ${everything}\n\n` : text;
}

/** Many, or several with a reason that need not be said for each. */
function isShared(group: readonly ReportEntry[]): boolean {
  const [first] = group;
  return group.length > usuallyNamed || (group.length > 1 && first !== undefined && reasonOf(first) !== null);
}

/** What was or is to be done, and why not. */
function keyOf(entry: ReportEntry): string {
  return `${wordOf(entry)} ${kindOf(entry)} ${typeOf(entry)} ${reasonOf(entry)?.code ?? findingsOf(entry).join(', ')}`;
}

const wordOf = (entry: ReportEntry) =>
  entry.kind === 'held' ? leftAloneWords[leftAloneAs(entry.held.problem)] : outcomeWords[entry.outcome.kind];
const kindOf = (entry: ReportEntry) => (entry.kind === 'held' ? null : entry.outcome.change.kind);

const typeOf = (entry: ReportEntry) => (entry.kind === 'held' ? entry.held : entry.outcome.change).objectType;

/** Whoever has several changes of a kind is one, and named once; each link stands for itself. */
function subjectOf(entry: ReportEntry): string {
  if (entry.kind === 'held') return entry.held.objectGuid;
  const { change } = entry.outcome;
  const isLink = change.kind === 'link' || change.kind === 'unlink';
  return isLink ? `${change.objectGuid} ${change.target.objectGuid}` : change.objectGuid;
}

const countText = (entry: ReportEntry, count: number) =>
  entry.kind === 'held' ? objectsOfType(count, typeOf(entry)) : changedText(entry.outcome.change, count);

/** What so many changes like this one are about: of links, what each of them gives or takes. */
export function changedText(change: Change, count: number): string {
  if (change.kind !== 'link' && change.kind !== 'unlink') return objectsOfType(count, change.objectType);
  return change.relation === 'manager'
    ? numberText(count, 'manager', 'managers')
    : numberText(count, 'membership', 'memberships');
}

function reasonOf(entry: ReportEntry): Problem | null {
  if (entry.kind === 'held') return entry.held.problem;
  const { outcome } = entry;
  if (outcome.kind === 'held') return isByFinding(outcome) ? null : outcome.problem;
  return outcome.kind === 'failed' || outcome.kind === 'waiting' ? outcome.problem : null;
}

/** What a finding says is said once, with the finding. */
const isByFinding = ({ findings = [] }: Outcome & { readonly kind: 'held' }) => findings.length > 0;

const findingsOf = (entry: ReportEntry) =>
  entry.kind === 'outcome' && entry.outcome.kind === 'held'
    ? kindTexts(entry.outcome.findings ?? [], entry.outcome.change)
    : [];

/** They have the same word, kind, type and reason. */
function groupText(group: readonly ReportEntry[], named: number): string {
  const [first] = group;
  if (first === undefined) return '';
  const kind = kindOf(first);
  const reason = reasonOf(first);
  const findings = findingsOf(first);
  const details = new Set(group.map(detailOf));
  const apart = Map.groupBy(group, (entry) => `${subjectOf(entry)} ${details.size > 1 ? detailOf(entry) : ''}`);
  const shown = [...apart.values()].flatMap(([one]) => one ?? []);
  const more = shown.length - named;
  const lines = [
    `  ${wordOf(first).padEnd(9)} ${kind === null ? '' : `${kind} `}${countText(first, new Set(group.map(subjectOf)).size)}`,
    ...(findings.length === 0 ? [] : [`            ${heldByText(findings, findingsBelow)}`]),
    ...attributeCounts(group).map((counts) => `            ${counts}`),
    ...shown.slice(0, named).map((entry) => `            ${lineOf(entry, details.size > 1)}`),
    ...(more > 0 ? [`            and ${more.toLocaleString('en')} more`] : []),
  ];
  return `${lines.join('\n')}\n${reason === null ? '' : `${indent(sharedText(reason, details.size === 1))}\n`}`;
}

/** A detail that is of one of them alone stands with its name. */
function sharedText({ detail, ...problem }: Problem, isSame: boolean): string {
  return problemText({ ...problem, detail: isSame ? detail : '' });
}

function lineOf(entry: ReportEntry, withDetail: boolean): string {
  const name = entry.kind === 'held' ? entry.held.displayName : whoText(entry.outcome.change);
  const detail = detailOf(entry);
  return withDetail && detail !== null && !name.includes(detail) ? `${name}: ${detail}` : name;
}

const detailOf = (entry: ReportEntry) => reasonOf(entry)?.detail ?? null;

/** The attributes that are written, the most frequent first; nothing where nothing is. */
function attributeCounts(group: readonly ReportEntry[]): readonly string[] {
  const names = group.flatMap((entry) =>
    entry.kind === 'held' ? [] : entry.outcome.change.attributes.map(({ name }) => name),
  );
  const counts = [...Map.groupBy(names, (name) => name)]
    .map(([name, all]) => ({ name, count: all.length }))
    .toSorted((left, right) => right.count - left.count);
  return wrapped(counts.map(({ name, count }) => `${name} ${count.toLocaleString('en')}`));
}

const widestLine = 86;

/** Joins words with commas to lines that fit on a terminal. */
function wrapped(words: readonly string[]): readonly string[] {
  const lines: string[] = [];
  for (const word of words) {
    const longer = `${lines.at(-1)}, ${word}`;
    if (lines.length === 0) lines.push(word);
    else if (longer.length <= widestLine) lines[lines.length - 1] = longer;
    else {
      lines[lines.length - 1] += ',';
      lines.push(word);
    }
  }
  return lines;
}
