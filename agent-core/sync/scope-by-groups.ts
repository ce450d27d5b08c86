/**
 * Scope by groups: these groups, and whoever is a member, directly or through other groups, however deep and in whatever circles.
 *
 *     scope group --member--> group --member--> person            by objectGUID (rule R21)
 *                                   --member--> foreign principal ..by SID..> person or group of another forest (rule R23)
 *                 <---------------- primaryGroupID ---- person    in no member list, and a member all the same (rule R22)
 *
 * The closure is computed from what was read, never by the server's in-chain rule, which can run into its time limit. A foreign
 * principal that resolves to nobody is no error: its forest may not be connected.
 */
import type { ObjectReference } from '../contract/settings.ts';
import { type DirectoryGroup, type DirectoryObject, firstValue, type MemberReference } from './directory-source.ts';
import { primaryGroupSidOf } from './primary-groups.ts';
import type { Reading } from './reading.ts';
import type { ScopeDecision } from './scope-verdict.ts';

export function decideByGroups(wanted: readonly ObjectReference[], groups: Reading<DirectoryGroup>): ScopeDecision {
  const index = indexGroups(groups.objects);
  const missing = wanted.filter(({ objectGuid }) => !index.has(objectGuid));
  const reached = reachGroups(wanted, index);
  const members = new Map<string, Path>();
  for (const path of reached.values()) {
    for (const key of path.group.members.flatMap(keysOf)) if (!members.has(key)) members.set(key, path);
  }
  return {
    missing,
    verdictOf: (object) => {
      const own = reached.get(object.objectGuid);
      if (own !== undefined) return { kind: 'in', rule: `a group of the scope: ${inWords(own)}` };
      const path = members.get(object.objectGuid) ?? members.get(sidOf(object) ?? '');
      if (path !== undefined) return { kind: 'in', rule: `member of ${inWords(path)}` };
      const primary = reached.get(index.get(primaryGroupSidOf(object) ?? '')?.objectGuid ?? '');
      if (primary !== undefined) return { kind: 'in', rule: `primary group ${inWords(primary)}` };
      if (missing.length > 0) {
        const names = missing.map(({ name }) => name).join(' and ');
        return { kind: 'undecided', rule: `may be a member of ${names}, which cannot be found` };
      }
      if (groups.problem !== null) return { kind: 'undecided', rule: 'not all groups could be read' };
      return { kind: 'out', rule: `member of none of the groups: ${wanted.map(({ name }) => name).join('; ')}` };
    },
  };
}

/** A group in scope, and the one it was reached through. */
interface Path {
  readonly group: DirectoryGroup;
  readonly through: Path | null;
}

const keysOf = ({ objectGuid, sid }: MemberReference): readonly string[] =>
  sid === null ? [objectGuid] : [objectGuid, sid];

/** Groups by objectGUID and by SID: the two never look alike. */
function indexGroups(groups: readonly DirectoryGroup[]): ReadonlyMap<string, DirectoryGroup> {
  return new Map(
    groups.flatMap((group) => keysOf({ objectGuid: group.objectGuid, sid: group.sid }).map((key) => [key, group])),
  );
}

/** Breadth first: of several ways to a group the shortest is told. */
function reachGroups(
  wanted: readonly ObjectReference[],
  index: ReadonlyMap<string, DirectoryGroup>,
): ReadonlyMap<string, Path> {
  const reached = new Map<string, Path>();
  const reach = (group: DirectoryGroup | undefined, through: Path | null) => {
    if (group !== undefined && !reached.has(group.objectGuid)) reached.set(group.objectGuid, { group, through });
  };
  for (const { objectGuid } of wanted) reach(index.get(objectGuid), null);
  // A map yields what is added to it on the way.
  for (const path of reached.values()) {
    for (const member of path.group.members) {
      reach(index.get(member.objectGuid) ?? index.get(member.sid ?? ''), path);
    }
  }
  return reached;
}

const sidOf = (object: DirectoryObject) => firstValue(object, 'objectSid');

/** Staff through Engineering and Berlin: from the group in the settings to the one that lists the person. */
function inWords(path: Path): string {
  const chain: string[] = [];
  for (let step: Path | null = path; step !== null; step = step.through) {
    chain.unshift(step.group.distinguishedName);
  }
  const [first, ...others] = chain;
  return others.length === 0 ? `${first}` : `${first} through ${others.join(' through ')}`;
}
