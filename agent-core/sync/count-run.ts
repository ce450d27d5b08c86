/** The numbers of a run, first of each type of object and then of all together, so that the one is always the sum of the other. */
import type { ChangeCounts, ObjectType } from '../contract/plan.ts';
import type { RunCounts, TypeCounts } from '../contract/run-counts.ts';
import type { Outcome } from '../contract/run-report.ts';
import { withoutEvidence } from './absent.ts';
import { countChanges } from './plan.ts';
import type { Recorded } from './record.ts';
import { people } from './scope.ts';

type Counted = Pick<Recorded, 'imported' | 'scoped' | 'guarded' | 'applied'>;

export function countRun(run: Counted): RunCounts {
  const byType = { user: countType(run, 'user'), group: countType(run, 'group'), contact: countType(run, 'contact') };
  const all = Object.values(byType);
  const sum = (key: Exclude<keyof TypeCounts, 'planned' | 'read'>) => all.reduce((total, each) => total + each[key], 0);
  return {
    planned: countChanges(run.guarded.plan.changes),
    applied: sum('applied'),
    failed: sum('failed'),
    held: sum('held'),
    notAttempted: sum('notAttempted'),
    waiting: sum('waiting'),
    unknown: sum('unknown'),
    unchanged: sum('unchanged'),
    outOfScope: sum('outOfScope'),
    leftScope: sum('leftScope'),
    notWritable: sum('notWritable'),
    removalWaits: sum('removalWaits'),
    absent: sum('absent'),
    byType,
  };
}

function countType({ imported, scoped, guarded, applied }: Counted, type: ObjectType): TypeCounts {
  const { plan } = guarded;
  const isOfType = ({ objectType }: { readonly objectType: ObjectType }) => objectType === type;
  const outcomes = applied.outcomes.filter(({ change }) => isOfType(change));
  const count = (kind: Outcome['kind']) => outcomes.filter((outcome) => outcome.kind === kind).length;
  const planned: ChangeCounts = countChanges(plan.changes.filter(isOfType));
  return {
    read: readOf(imported, type),
    planned,
    applied: count('applied'),
    failed: count('failed'),
    held: count('held') + plan.held.filter(isOfType).length,
    notAttempted: count('notAttempted'),
    waiting: count('waiting'),
    unknown: count('unknown'),
    unchanged: type === 'contact' ? 0 : imported.standing[type].unchanged + plan.unchanged[type],
    outOfScope: outOfScope(scoped, imported, type),
    leftScope: plan.leftScope.filter(isOfType).length,
    notWritable: plan.notWritable.filter(isOfType).length,
    removalWaits: plan.waiting.filter(({ held }) => isOfType(held)).length,
    absent: withoutEvidence(imported.absent.there, plan).filter(isOfType).length,
  };
}

function readOf({ directory, groups, standing }: Counted['imported'], type: ObjectType): number {
  if (type === 'contact') return groups.contacts.objects.length;
  const readings = { user: people(directory.objects), group: groups.directory.objects };
  return standing[type].read + readings[type].length;
}

function outOfScope(scoped: Counted['scoped'], { groups, standing }: Counted['imported'], type: ObjectType): number {
  if (type === 'user') return standing.user.outOfScope + people(scoped.outOfScope.map(({ object }) => object)).length;
  const known = new Set(groups.directory.objects.map(({ objectGuid }) => objectGuid));
  const others = type === 'group' ? standing.group.outOfScope : 0;
  return (
    others + scoped.groups.outOfScope.filter(({ object }) => known.has(object.objectGuid) === (type === 'group')).length
  );
}
