/** What is known of the objects that somebody asks about: all that were read, and what is undone. */
import type { ObjectGuid } from '../contract/identifiers.ts';
import type { ReadingBasis } from '../contract/object-requests.ts';
import type { HeldObject, ObjectType } from '../contract/plan.ts';
import type { ReportEntry } from '../contract/run-report.ts';
import { type DirectoryObject, firstValue } from '../sync/directory-source.ts';
import { nameOf } from '../sync/held.ts';
import type { CounterpartOf } from './counterparts.ts';
import type { ExpiredAt } from './expiries.ts';
import type { HadName } from './known-names.ts';
import type { NamesInLog } from './names-in-log.ts';
import type { NewestRun } from './newest-run.ts';
import type { RememberedObjects } from './remembered-objects.ts';
import type { CalledInTenant } from './tenant-names.ts';

export interface AskedSides {
  readonly remembered: RememberedObjects;
  readonly newest: NewestRun;
  readonly counterpartOf: CounterpartOf;
  readonly expiredAt: ExpiredAt;
  readonly hadName: HadName;
  readonly calledInTenant: CalledInTenant;
  readonly namesInLog: NamesInLog;
}

export function basisOf({ remembered, newest }: AskedSides): ReadingBasis {
  const { run, lastWhole } = newest;
  return { run, lastWhole, domains: [...remembered.readAt].map(([name, readAt]) => ({ name, readAt })) };
}

export const namesIn = (object: DirectoryObject, objectType: ObjectType) => ({
  objectType,
  objectGuid: object.objectGuid,
  displayName: nameOf(object),
  userPrincipalName: firstValue(object, 'userPrincipalName'),
});

export const subjectOf = (entry: ReportEntry): Omit<HeldObject, 'problem'> =>
  entry.kind === 'held' ? entry.held : entry.outcome.change;

/** Also of a link that leads to it. */
export function isAbout(entry: ReportEntry, objectGuid: ObjectGuid): boolean {
  if (subjectOf(entry).objectGuid === objectGuid) return true;
  const change = entry.kind === 'outcome' ? entry.outcome.change : null;
  return (change?.kind === 'link' || change?.kind === 'unlink') && change.target.objectGuid === objectGuid;
}
