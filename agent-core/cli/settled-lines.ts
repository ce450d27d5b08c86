/** What became of changes that an earlier run left open. Of many alike the first few are named: a run that broke off can leave hundreds. */
import type { ProvisioningStatus } from '../contract/provisioning-record.ts';
import type { Fate, SettledChange } from '../contract/run-report.ts';
import { changedText, usuallyNamed } from './entries-summary.ts';
import { fateWords, whoText } from './texts.ts';

/** @param isEach every one of them has a line of its own */
export function settledLines(settled: readonly SettledChange[], isEach: boolean): readonly string[] {
  const alike = [...Map.groupBy(settled, keyOf).values()];
  const isFew = (group: readonly SettledChange[]) => new Set(group.map(subjectOf)).size <= usuallyNamed;
  return alike.flatMap((group) => (isEach || isFew(group) ? group.map(lineOf) : linesOfMany(group)));
}

function keyOf({ runId, change, fate }: SettledChange): string {
  return [runId, fate, change.kind, change.objectType, 'relation' in change ? change.relation : ''].join(' ');
}

const subjectOf = ({ change }: SettledChange) =>
  'relation' in change ? `${change.objectGuid} ${change.target.objectGuid}` : change.objectGuid;

/** By which the log has them. */
const statuses: Readonly<Record<Fate, ProvisioningStatus>> = {
  made: 'success',
  notMade: 'failure',
  overtaken: 'unknown',
};

const lineOf = ({ runId, change, fate }: SettledChange) =>
  `${change.kind} ${whoText(change)}, not known since run ${runId}: ${fateWords[fate]}`;

function linesOfMany(group: readonly SettledChange[]): readonly string[] {
  const [first] = group;
  if (first === undefined) return [];
  const { runId, change, fate } = first;
  // Whoever has several changes of a kind is one.
  const subjects = [...new Map(group.map((one) => [subjectOf(one), whoText(one.change)])).values()];
  const more = subjects.length - usuallyNamed;
  return [
    `${change.kind} of ${changedText(change, subjects.length)}, not known since run ${runId}; of each: ${fateWords[fate]}`,
    ...subjects.slice(0, usuallyNamed),
    `and ${more.toLocaleString('en')} more; each of them: bridgehead changes --run ${runId} --status ${statuses[fate]}`,
  ];
}
