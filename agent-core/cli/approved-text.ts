/** How approvals read that wait for the run that makes their changes: what was approved together is one, as it was given. */
import type { Decision } from '../contract/approval-requests.ts';
import type { ReportEntry } from '../contract/run-report.ts';
import { kindWithoutId } from './kind-text.ts';
import { numberText } from './number-text.ts';
import { shortDigestLength } from './resolve-digests.ts';

/** So many changes of one finding are named. */
const mostNamed = 5;

/** @param entries of the newest run, which say why a change is still not made */
export function approvedText(approved: readonly Decision[], entries: readonly ReportEntry[], most: number): string {
  const together = [...Map.groupBy(approved, ({ finding, digest }) => finding ?? digest)];
  const more = together.length - most;
  return [
    'Approved, and not made yet:',
    ...together.slice(0, most).map(([digest, decisions]) => groupText(digest, decisions, entries)),
    ...(more > 0 ? [`  and ${more.toLocaleString('en')} more: bridgehead findings --all`] : []),
    'Take back with "bridgehead approve DIGEST --take-back".\n',
  ].join('\n');
}

/** Such as `approved (deletes, scopeShrink) by Ada, until ...`. */
export function approvalText(decisions: readonly Decision[]): string {
  const [first] = decisions;
  if (first === undefined) return '';
  const kinds = [...new Set(decisions.map(({ kind }) => kindWithoutId(kind)))].join(', ');
  return `approved (${kinds}) by ${first.by}${first.expiresAt === null ? '' : `, until ${first.expiresAt}`}`;
}

function groupText(digest: string, decisions: readonly Decision[], entries: readonly ReportEntry[]): string {
  const changes = [...Map.groupBy(decisions, (one) => one.digest).values()].flatMap(([one]) => one ?? []);
  const names = changes.map(({ what, digest: change }) => what ?? `change ${change.slice(0, shortDigestLength)}`);
  const more = names.length - mostNamed;
  const all = `${names.slice(0, mostNamed).join(', ')}${more > 0 ? ` and ${more.toLocaleString('en')} more` : ''}`;
  const indent = ' '.repeat(shortDigestLength + 4);
  return [
    `  ${digest.slice(0, shortDigestLength)}  ${names.length === 1 ? all : `${numberText(names.length, 'change', 'changes')}: ${all}`}`,
    `${indent}${approvalText(decisions)}`,
    ...reasonsFor(new Set(changes.map((one) => one.digest)), entries).map((reason) => `${indent}held: ${reason}`),
  ].join('\n');
}

/** Each once, of what no finding holds. */
function reasonsFor(digests: ReadonlySet<string>, entries: readonly ReportEntry[]): readonly string[] {
  const reasons = entries.flatMap((entry) =>
    entry.kind === 'outcome' && entry.outcome.kind === 'held' && digests.has(entry.outcome.change.digest)
      ? [entry.outcome.problem.title]
      : [],
  );
  return [...new Set(reasons)];
}
