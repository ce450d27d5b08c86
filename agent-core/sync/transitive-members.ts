/**
 * Groups that the settings want written with all who are in them, however deep: Microsoft 365 gives licences and applications only to the
 * direct members of a group, and ignores groups in it (rule R26).
 *
 *     Licences --member--> Engineering --member--> ada           in the tenant: Licences --member--> ada, bob, cyd
 *                                      <--primaryGroupID-- bob   (rule R22)
 *              --member--> Everywhere --member--> cyd
 *                                     --member--> Licences       a circle ends where it was before
 *              --member--> S-1-5-21-... , which nobody knows     whoever is in it is not known either: nobody is taken out (rule R1)
 */
import type { ObjectGuid } from '../contract/identifiers.ts';
import type { GroupSettings } from '../contract/settings.ts';
import { type DirectoryGroup, type DirectoryObject, firstValue, type MemberReference } from './directory-source.ts';
import { ownPrimaryGroupSidOf } from './primary-groups.ts';

export interface ReadObjects {
  readonly groups: readonly DirectoryGroup[];
  readonly people: readonly DirectoryObject[];
  readonly contacts: readonly DirectoryObject[];
}

/** The groups with the members that they are to have: of those that are written with all who are in them, nobody but these. */
export function withTransitiveMembers(read: ReadObjects, settings: GroupSettings): readonly DirectoryGroup[] {
  const { transitiveMembers, withPrimaryMembers } = settings;
  if (transitiveMembers.length === 0) return read.groups;
  const chosen = new Set(transitiveMembers.map(({ objectGuid }) => objectGuid));
  const known = new Set([...read.people, ...read.contacts].flatMap(keysOf));
  const index = new Map(read.groups.flatMap((group) => keysOf(group).map((key) => [key, group] as const)));
  const primary = withPrimaryMembers ? Map.groupBy(read.people, ownPrimaryGroupSidOf) : new Map();
  const groupOf = ({ objectGuid, sid }: MemberReference) => index.get(objectGuid) ?? index.get(sid ?? '');
  return read.groups.map((group) => {
    if (!chosen.has(group.objectGuid)) return group;
    const reached = new Set([group]);
    const members = new Map<ObjectGuid, MemberReference>();
    // A set yields what is added to it on the way.
    for (const each of reached) {
      for (const member of each.members) {
        const nested = groupOf(member);
        if (nested === undefined) members.set(member.objectGuid, member);
        else reached.add(nested);
      }
      // Its own are members of any group, with or without this.
      const itsPrimary = each === group || each.sid === null ? [] : (primary.get(each.sid) ?? []);
      for (const { objectGuid } of itsPrimary) members.set(objectGuid, { objectGuid, sid: null });
    }
    const unresolved = [...members.values()].filter(
      ({ objectGuid, sid }) => !known.has(objectGuid) && (sid === null || !known.has(sid)),
    );
    const ways = new Set([...reached].filter((each) => each !== group).map(({ objectGuid }) => objectGuid));
    return { ...group, members: [...members.values()], unresolved: unresolved.length, ways };
  });
}

/** By objectGUID and by SID: the two never look alike. */
function keysOf(object: DirectoryObject): readonly string[] {
  const sid = firstValue(object, 'objectSid');
  return sid === null ? [object.objectGuid] : [object.objectGuid, sid];
}
