/** How the numbers of a run read on a terminal: whoever is counted is told by what it is, so that users and groups are never one number. */

import { numberText } from '../contract/number-text.ts';
import type { ChangeCounts, ChangeKind, ObjectType } from '../contract/plan.ts';
import type { RemovalWait, RunCounts, TypeCounts } from '../contract/run-counts.ts';
import type { SideReport } from '../contract/run-report.ts';

type Number = Exclude<keyof TypeCounts, 'planned' | 'read'>;

const typeWords: Readonly<Record<ObjectType, readonly [one: string, many: string]>> = {
  user: ['user', 'users'],
  group: ['group', 'groups'],
  contact: ['contact', 'contacts'],
};
const types: readonly ObjectType[] = ['user', 'group', 'contact'];

/** "12 users and 3 groups". Reports of earlier versions do not tell what they were. */
export function objectsText({ byType, ...all }: RunCounts, key: Number): string {
  if (byType === null) return numberText(all[key], 'object', 'objects');
  return listText(types.map((type) => [type, byType[type][key]]));
}

export const objectsOfType = (number: number, type: ObjectType) => numberText(number, ...typeWords[type]);

/** What was read in the directory. */
export function readText({ byType }: RunCounts, side: SideReport): string {
  return byType === null || isUnread(side) ? sideText(side) : listText(types.map((type) => [type, byType[type].read]));
}

/** It is not known to be empty. */
export const isUnread = ({ users, groups, isComplete }: Sums): boolean => isComplete === false && users + groups === 0;

type Sums = Pick<SideReport, 'users' | 'groups'> & Partial<Pick<SideReport, 'isComplete'>>;

/** Reports from before there were groups count none. */
export function sideText(side: Sums): string {
  if (isUnread(side)) return 'nothing';
  const { users, groups } = side;
  return listText([
    ['user', users],
    ['group', groups],
  ]);
}

/** What there is none of is not named, unless there is nothing at all. */
export function listText(numbers: readonly (readonly [ObjectType, number])[]): string {
  const some = numbers.filter(([, number]) => number > 0);
  const words = some.map(([type, number]) => objectsOfType(number, type));
  if (words.length === 0) return objectsOfType(0, 'user');
  return words.length === 1 ? String(words[0]) : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** "12 applied (10 of users, 2 of groups)": changes, by what they are about. */
export function changesText(
  counts: RunCounts,
  key: 'applied' | 'failed' | 'held' | 'notAttempted' | 'waiting' | 'unknown',
  word: string,
): string {
  return `${counts[key].toLocaleString('en')}${word === '' ? '' : ` ${word}`}${ofTypes(counts, (ofOne) => ofOne[key])}`;
}

/** What happens every day is always named; the rest when there is any. */
const everyDay: ReadonlySet<string> = new Set<ChangeKind>(['create', 'update', 'disable', 'enable']);
const kindsOf = (planned: ChangeCounts) => Object.entries(planned) as readonly (readonly [ChangeKind, number])[];

export function plannedText(counts: RunCounts): string {
  return kindsOf(counts.planned)
    .filter(([kind, count]) => everyDay.has(kind) || count > 0)
    .map(([kind, count]) => `${count.toLocaleString('en')} ${kind}${ofTypes(counts, ({ planned }) => planned[kind])}`)
    .join(', ');
}

/** Nothing where all of them are of users. */
function ofTypes({ byType }: RunCounts, read: (counts: TypeCounts) => number): string {
  if (byType === null) return '';
  const some = types.filter((type) => read(byType[type]) > 0);
  if (some.every((type) => type === 'user')) return '';
  if (some.length === 1) return ` (of ${typeWords[some[0] ?? 'user'][1]})`;
  return ` (${some.map((type) => `${read(byType[type]).toLocaleString('en')} of ${typeWords[type][1]}`).join(', ')})`;
}

export const sumOf = (planned: ChangeCounts) => Object.values(planned).reduce((sum, count) => sum + count, 0);

/** What each removal that waits is waiting for. */
export function removalWaitTexts(waits: readonly RemovalWait[]): readonly string[] {
  return waits.map((wait) => {
    const one = wait.users + wait.groups === 1;
    if (wait.runsLeft === null)
      return `${sideText(wait)} until what ${one ? 'is' : 'are'} on the way to another domain ${one ? 'is' : 'are'} read there`;
    const runs = wait.runsLeft === 1 ? 'one more run' : `${wait.runsLeft} more runs`;
    return `${sideText(wait)} until ${runs} ${wait.runsLeft === 1 ? 'has' : 'have'} seen the same`;
  });
}
