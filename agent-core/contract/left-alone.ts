/**
 * Why an object stands in a report although nothing is done about it. Only what is held is trouble; the others are counted, shown and
 * logged apart from it, everywhere by this one table.
 */
import type { Problem } from './problem.ts';
import type { ProblemCode } from './problem-catalogue.ts';

export type LeftAlone = 'held' | 'removalWaits' | 'leftScope' | 'notWritable' | 'absent';

const others: Partial<Readonly<Record<ProblemCode, LeftAlone>>> = {
  'object.removal-waits': 'removalWaits',
  'object.on-its-way': 'removalWaits',
  'object.absent': 'absent',
  'scope.left': 'leftScope',
  'group.left-scope': 'leftScope',
  'group.mail-enabled': 'notWritable',
  'group.distribution': 'notWritable',
  'group.contact': 'notWritable',
};

const byCode: ReadonlyMap<string, LeftAlone> = new Map(Object.entries(others));

export const leftAloneAs = ({ code }: Pick<Problem, 'code'>): LeftAlone => byCode.get(code) ?? 'held';
