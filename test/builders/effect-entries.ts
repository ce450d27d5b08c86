/** The entries of a plan that counts so many who leave, wait or are taken away, so that two plans can be compared object by object. */
import { problem } from '../../agent-core/contract/problem.ts';
import type { ProblemCode } from '../../agent-core/contract/problem-catalogue.ts';
import type { ReportEntry, RunReport } from '../../agent-core/contract/run-report.ts';
import { holdObject } from '../../agent-core/sync/held.ts';
import { changeFor, linkFor } from './changes.ts';
import { directoryUser } from './directory-object.ts';

/** The same names in every plan: those of a shorter one are in a longer one, too. */
export function entriesOf({ counts: { planned, leftScope, removalWaits } }: RunReport): readonly ReportEntry[] {
  return [
    ...named(leftScope).map((name) => heldEntry(name, 'scope.left')),
    ...named(removalWaits).map((name) => heldEntry(name, 'object.removal-waits')),
    ...named(planned.disable).map((name) => changeEntry(name, 'disable')),
    ...named(planned.delete).map((name) => changeEntry(name, 'delete')),
    ...named(planned.unlink).map((name) => unlinkEntry('staff', `member ${name}`)),
  ];
}

const named = (count: number) => Array.from({ length: count }, (_, index) => `one ${index}`);

export const heldEntry = (name: string, code: ProblemCode): ReportEntry => ({
  kind: 'held',
  held: holdObject(directoryUser(name), problem(code, '')),
});

export const changeEntry = (name: string, kind: 'disable' | 'delete' | 'update'): ReportEntry => ({
  kind: 'outcome',
  outcome: { kind: 'previewed', change: changeFor(name, kind) },
});

export const unlinkEntry = (group: string, member: string): ReportEntry => ({
  kind: 'outcome',
  outcome: { kind: 'previewed', change: linkFor(group, member, 'unlink') },
});
