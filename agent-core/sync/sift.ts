/**
 * Before the steps: judges everything that is open, so that what has nothing to be done about it is quiet, and the steps see only the rest.
 *
 *     open --judged alone--> nothing to do --shares no value, its links fit--> quiet: stands as it is, and is counted
 *                   \                \
 *                    +----------------+--> still open: goes through the steps, in this run and in every one until it is quiet
 *
 * What is put together wrongly here would be a change that nobody makes. So the rule is that a run over what is still open plans exactly
 * what a run over everything plans; a property test and every scenario say so.
 */
import type { ObjectGuid } from '../contract/identifiers.ts';
import type { Result } from '../contract/result.ts';
import type { BothSides, ManagerLink, OpenObjects, Unmatched, Verdict } from './both-sides.ts';
import type { Joined } from './memory.ts';

export interface Sifted {
  /** Groups that are still to be created: all their members are to be linked. */
  readonly comingGroups: ReadonlySet<ObjectGuid>;
}

export interface Sifting {
  readonly judge: (open: OpenObjects) => readonly Verdict[];
  /** Of what is gone from the directory. */
  readonly isInTenant: (objectGuid: ObjectGuid) => boolean;
  /** Writes down who is joined to whom; null for a preview, which leaves that for a run. */
  readonly record: ((joined: readonly Joined[]) => Result<void>) | null;
}

export function sift(memory: BothSides, { judge, isInTenant, record }: Sifting): Sifted {
  const comingGroups = new Set<ObjectGuid>();
  memory.pass(() => {
    for (let open = memory.nextOpen(); open !== null; open = memory.nextOpen()) {
      const verdicts = judge(open);
      memory.note(verdicts);
      for (const { objectGuid, objectType, isComing } of verdicts) {
        if (objectType === 'group' && isComing) comingGroups.add(objectGuid);
      }
      memory.forget(open.others.filter((objectGuid) => !isInTenant(objectGuid)));
    }
    memory.keepOpen(memory.sharing());
    memory.keepOpen(
      [...memory.managerLinks()].filter((link) => !isManagerRight(link)).map(({ objectGuid }) => objectGuid),
    );
    memory.keepOpen(memory.quietGroups().filter((group) => !areMembersRight(memory, memory.unmatchedMembers(group))));
    if (record !== null) recordQuiet(memory, record);
  });
  return { comingGroups };
}

/** What could not be written is left for the next run; that this one cannot write ends it elsewhere. */
function recordQuiet(memory: BothSides, record: NonNullable<Sifting['record']>): void {
  for (let joined = memory.nextUnrecorded(); joined.length > 0; joined = memory.nextUnrecorded()) {
    if (!record(joined).ok) return;
    memory.noteRecorded(joined.map(({ objectGuid }) => objectGuid));
  }
}

export function isManagerRight({ managerId, manager }: Pick<ManagerLink, 'managerId' | 'manager'>): boolean {
  if (managerId !== null) return manager?.tenantObjectId === managerId;
  return manager === null || (manager.isQuiet && manager.tenantObjectId === null);
}

/** Members that can have no counterpart are no difference: they are out of scope, contacts, or of a forest that is not connected. */
function areMembersRight(memory: BothSides, { references, ids }: Unmatched): boolean {
  return ids.length === 0 && !references.some((reference) => mayBeLinked(memory, reference));
}

export function mayBeLinked(
  memory: Pick<BothSides, 'withSids'>,
  { end, sid }: Unmatched['references'][number],
): boolean {
  if (end !== null) return !end.isQuiet || end.tenantObjectId !== null;
  return sid !== null && memory.withSids([sid]).length > 0;
}
