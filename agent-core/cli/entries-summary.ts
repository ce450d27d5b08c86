/** The short form of a plan or report: what belongs together is counted, with the first few of each. A thousand new people fit on a screen. */
import { leftAloneAs } from '../contract/left-alone.ts';
import type { Problem } from '../contract/problem.ts';
import type { Outcome, ReportEntry } from '../contract/run-report.ts';
import { entriesText, indent, leftAloneWords, outcomeWords, problemText, whoText } from './texts.ts';

/** A group of no more than so many is shown in full. */
const fewEntries = 3;

/** @param everything the command that shows what is left out here */
export function entriesSummary(entries: readonly ReportEntry[], everything: string): string {
  const groups = [...Map.groupBy(entries, keyOf).values()];
  const isShort = groups.some((group) => group.length > fewEntries);
  const text = groups.map((group) => (group.length > fewEntries ? groupText(group) : entriesText(group))).join('');
  return isShort ? `${text}  Every one of them, with before and after: ${everything}\n\n` : text;
}

/** What was or is to be done, and why not. */
function keyOf(entry: ReportEntry): string {
  return `${wordOf(entry)} ${kindOf(entry)} ${reasonOf(entry)?.code ?? findingsOf(entry).join(', ')}`;
}

const wordOf = (entry: ReportEntry) =>
  entry.kind === 'held' ? leftAloneWords[leftAloneAs(entry.held.problem)] : outcomeWords[entry.outcome.kind];
const kindOf = (entry: ReportEntry) => (entry.kind === 'held' ? null : entry.outcome.change.kind);

function reasonOf(entry: ReportEntry): Problem | null {
  if (entry.kind === 'held') return entry.held.problem;
  const { outcome } = entry;
  if (outcome.kind === 'held') return isByFinding(outcome) ? null : outcome.problem;
  return outcome.kind === 'failed' || outcome.kind === 'waiting' ? outcome.problem : null;
}

/** What a finding says is said once, with the finding. */
const isByFinding = ({ findings = [] }: Outcome & { readonly kind: 'held' }) => findings.length > 0;

const findingsOf = (entry: ReportEntry) =>
  entry.kind === 'outcome' && entry.outcome.kind === 'held' ? (entry.outcome.findings ?? []) : [];

/** They have the same word, kind and reason. */
function groupText(group: readonly ReportEntry[]): string {
  const [first] = group;
  if (first === undefined) return '';
  const count = group.length.toLocaleString('en');
  const reason = reasonOf(first);
  const kind = kindOf(first);
  const findings = findingsOf(first);
  const lines = [
    `  ${wordOf(first).padEnd(9)} ${kind === null ? count : `${kind} ${count}`}`,
    ...(findings.length === 0 ? [] : [`            by ${findings.join(', ')}: see the findings below`]),
    ...attributeCounts(group).map((counts) => `            ${counts}`),
    ...group.slice(0, fewEntries).map((entry) => `            ${nameOf(entry)}`),
    `            and ${(group.length - fewEntries).toLocaleString('en')} more`,
  ];
  return `${lines.join('\n')}\n${reason === null ? '' : `${indent(sharedText(reason))}\n`}`;
}

/** The detail is of one of them alone, and stands with its name. */
function sharedText({ title, meaning, remedy, code }: Problem): string {
  return problemText({ title, meaning, remedy, code, detail: '' }).replace(/^ {3}\[/m, '  [');
}

function nameOf(entry: ReportEntry): string {
  if (entry.kind === 'held') return `${entry.held.displayName}: ${entry.held.problem.detail}`;
  return whoText(entry.outcome.change);
}

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
