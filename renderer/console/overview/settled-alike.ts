/** Gathers what became of changes that an earlier run left open: of one kind and one fate they are one line, however many there are. */
import type { ChangeKind, Fate, RunReport } from '../../../electron/contract/bridge.ts';
import { subjectOf } from './entry-line.ts';

export interface SettledAlike {
  readonly key: string;
  /** Each once. */
  readonly names: readonly string[];
  readonly kind: ChangeKind;
  readonly fate: Fate;
}

export function settledAlike({ settled }: Pick<RunReport, 'settled'>): readonly SettledAlike[] {
  const keyOf = ({ runId, change, fate }: RunReport['settled'][number]) => `${runId} ${change.kind} ${fate}`;
  const keys = [...new Set(settled.map(keyOf))];
  return keys.flatMap((key) => {
    const group = settled.filter((one) => keyOf(one) === key);
    const [first] = group;
    if (first === undefined) return [];
    const names = new Map(group.map(({ change }) => [`${change.objectGuid} ${subjectOf(change)}`, subjectOf(change)]));
    return [{ key, names: [...names.values()], kind: first.change.kind, fate: first.fate }];
  });
}
