/** The numbers of a run, from those of each type of object. */
import type { ObjectType } from '../../agent-core/contract/plan.ts';
import type { RunCounts, TypeCounts } from '../../agent-core/contract/run-counts.ts';
import { changeCounts } from './change-counts.ts';

export function countsByType(given: Partial<Record<ObjectType, Partial<TypeCounts>>>): RunCounts {
  const byType = { user: typeCounts(given.user), group: typeCounts(given.group), contact: typeCounts(given.contact) };
  const total = noneCounted();
  for (const counts of Object.values(byType)) {
    const { planned, read: _read, ...numbers } = counts;
    for (const [key, number] of Object.entries(numbers))
      Object.assign(total, { [key]: Reflect.get(total, key) + number });
    for (const [kind, number] of Object.entries(planned))
      Object.assign(total.planned, { [kind]: Reflect.get(total.planned, kind) + number });
  }
  return { ...total, byType };
}

const typeCounts = (given: Partial<TypeCounts> = {}): TypeCounts => ({ read: 0, ...noneCounted(), ...given });

export function noneCounted(): Omit<TypeCounts, 'read'> {
  return {
    planned: changeCounts(),
    applied: 0,
    failed: 0,
    held: 0,
    notAttempted: 0,
    waiting: 0,
    unknown: 0,
    unchanged: 0,
    outOfScope: 0,
    leftScope: 0,
    notWritable: 0,
    removalWaits: 0,
    absent: 0,
  };
}
