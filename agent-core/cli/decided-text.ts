/** How decisions read that are in force: what was decided together is one, as it was given. */
import type { Decision } from '../contract/approval-requests.ts';
import { type DecidedTogether, decidedTogether, type Verdict } from '../contract/decided-together.ts';
import { numberText } from '../contract/number-text.ts';
import type { ReportEntry } from '../contract/run-report.ts';
import { kindWithoutId } from './kind-text.ts';
import { shortDigestLength } from './resolve-digests.ts';

/** So many changes of one finding are named. */
const mostNamed = 5;

/** What was attempted is not known to be made, nor not to be. */
type Standing = Verdict | 'attempted';

const words: Readonly<Record<Standing, { readonly heading: string; readonly whatNext: string }>> = {
  approved: {
    heading: 'Approved, and not made yet:',
    whatNext: 'Take back with "bridgehead approve DIGEST --take-back".',
  },
  attempted: {
    heading:
      'Approved, and attempted by a run that broke off or lost the reply, so that it is not known whether it was made:',
    whatNext: 'The next run that reads everything finds out.',
  },
  rejected: {
    heading: 'Rejected, and not held now:',
    whatNext: 'Take back with "bridgehead reject DIGEST --take-back".',
  },
};

/** @param decided of these those that stand so @param entries of the newest run, which say why a change is still not made */
export function decidedText(
  standing: Standing,
  decided: readonly Decision[],
  entries: readonly ReportEntry[],
  most: number,
): string {
  const together = decidedTogether(standing === 'rejected' ? 'rejected' : 'approved', decided).filter(
    ({ isAttempted }) => isAttempted === (standing === 'attempted'),
  );
  if (together.length === 0) return '';
  const { heading, whatNext } = words[standing];
  const more = together.length - most;
  return [
    heading,
    ...together.slice(0, most).map((one) => groupText(one, entries)),
    ...(more > 0 ? [`  and ${more.toLocaleString('en')} more: bridgehead findings --all`] : []),
    `${whatNext}\n`,
  ].join('\n');
}

/** Such as `approved (deletes, scopeShrink) by Ada, until ...`. */
export function decisionText({ verdict, kinds, by, expiresAt }: DecidedTogether): string {
  const named = [...new Set(kinds.map(kindWithoutId))].join(', ');
  return `${verdict} (${named}) by ${by}${expiresAt === null ? '' : `, until ${expiresAt}`}`;
}

function groupText(together: DecidedTogether, entries: readonly ReportEntry[]): string {
  const { finding, changes } = together;
  const short = (digest = '') => digest.slice(0, shortDigestLength);
  const names = changes.map(({ what, digest }) => what ?? `change ${short(digest)}`);
  const more = names.length - mostNamed;
  const all = `${names.slice(0, mostNamed).join(', ')}${more > 0 ? ` and ${more.toLocaleString('en')} more` : ''}`;
  const indent = ' '.repeat(shortDigestLength + 4);
  return [
    `  ${short(finding ?? changes[0]?.digest)}  ${names.length === 1 ? all : `${numberText(names.length, 'change', 'changes')}: ${all}`}`,
    `${indent}${decisionText(together)}`,
    ...reasonsFor(new Set(changes.map(({ digest }) => digest)), entries).map((reason) => `${indent}held: ${reason}`),
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
