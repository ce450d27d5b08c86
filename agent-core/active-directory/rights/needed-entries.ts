/** The entries of access lists that stand for the rights of the agent's account, each on its object (rule R19). */
import {
  type DirectoryRight,
  directoryRightSchema,
  type RightsMode,
  rightsNeededIn,
} from '../../contract/directory-rights.ts';
import { type AccessEntry, accessRights, entryFlags } from './access-entry.ts';

export interface NeededEntry {
  readonly right: DirectoryRight;
  /** Distinguished name of the object that has it. */
  readonly where: string;
  readonly entry: AccessEntry;
}

const { listChildren, readProperty, extendedRight } = accessRights;
const below = entryFlags.containerInherit | entryFlags.inheritOnly;

/** DS-Replication-Get-Changes ([MS-ADTS] 5.1.3.2.1). */
const getChanges = '1131f6aa-9c07-11d1-f79f-00c04fc2dcd2';
/** schemaIDGUID of the classes ([MS-ADSC]). */
const classes = {
  unit: 'bf967aa5-0de6-11d0-a285-00aa003049e2',
  container: 'bf967a8b-0de6-11d0-a285-00aa003049e2',
  user: 'bf967aba-0de6-11d0-a285-00aa003049e2',
  inetOrgPerson: '4828cc14-1437-45bc-9b07-ad6f015e5f28',
  group: 'bf967a9c-0de6-11d0-a285-00aa003049e2',
  contact: '5cb41ed0-0e4c-11d0-a286-00aa003049e2',
} as const;

type Shape = Omit<AccessEntry, 'kind' | 'sid'>;

const onObject = (mask: number, objectType: string | null = null): Shape => ({
  mask,
  flags: 0,
  objectType,
  inheritedType: null,
});
const onThoseBelow = (mask: number, inheritedType: string): Shape => ({
  mask,
  flags: below,
  objectType: null,
  inheritedType,
});

const shapes: Readonly<Record<DirectoryRight, Shape>> = {
  changes: onObject(extendedRight, getChanges),
  deletions: onObject(listChildren | readProperty),
  // Without a class: Samba takes no notice of who may list where an entry is about one.
  list: { ...onObject(listChildren), flags: entryFlags.containerInherit },
  place: onObject(readProperty),
  unitsBelow: onThoseBelow(readProperty, classes.unit),
  containersBelow: onThoseBelow(readProperty, classes.container),
  users: onThoseBelow(readProperty, classes.user),
  inetOrgPersons: onThoseBelow(readProperty, classes.inetOrgPerson),
  groups: onThoseBelow(readProperty, classes.group),
  contacts: onThoseBelow(readProperty, classes.contact),
};

/** @param baseDn of the domain  @param units distinguished names of the chosen units, of which the mode `domain` takes no notice */
export function neededEntries(
  sid: string,
  mode: RightsMode,
  baseDn: string,
  units: readonly string[],
): readonly NeededEntry[] {
  const tops = mode === 'domain' ? [baseDn] : units;
  return rightsNeededIn(mode).flatMap((right) => {
    const places = right === 'deletions' ? [deletedObjectsOf(baseDn)] : tops;
    return places.map((where) => ({ right, where, entry: entryOf(right, sid) }));
  });
}

export const deletedObjectsOf = (baseDn: string): string => `CN=Deleted Objects,${baseDn}`;

/** By the schema everybody may read what is of these classes, unless somebody took that away from the single object ([MS-ADSC]). */
const openByDefault: ReadonlySet<DirectoryRight> = new Set(['unitsBelow', 'containersBelow', 'groups', 'contacts']);

export const isOpenByDefault = (right: DirectoryRight): boolean => openByDefault.has(right);

/** Whether Bridgehead may have added it: what it would add, in any mode, and nothing that only looks like it. */
export function isOwnEntry(entry: AccessEntry): boolean {
  return rightOf(entry) !== undefined;
}

/** The right that an entry of its own stands for. */
export function rightOf(entry: AccessEntry): DirectoryRight | undefined {
  return directoryRightSchema.options.find((right) => isSame(entry, entryOf(right, entry.sid)));
}

/** @param held an entry that stands in a list: it may allow more */
export function covers(held: AccessEntry, needed: AccessEntry): boolean {
  return isSame({ ...held, mask: needed.mask }, needed) && (held.mask & needed.mask) === needed.mask;
}

const entryOf = (right: DirectoryRight, sid: string): AccessEntry => ({ ...shapes[right], kind: 'allow', sid });

const isSame = (one: AccessEntry, other: AccessEntry): boolean =>
  one.kind === other.kind &&
  one.flags === other.flags &&
  one.mask === other.mask &&
  one.objectType === other.objectType &&
  one.inheritedType === other.inheritedType &&
  one.sid === other.sid;
