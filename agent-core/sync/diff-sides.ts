/** Step 4 as a whole: users, then groups, then the links between what is in the tenant or will be. */
import type { Finding } from '../contract/plan.ts';
import type { GroupRemovalContext } from './decide-group-removals.ts';
import { type Diffed, diffObjects, type RemovedContext } from './diff.ts';
import { type DiffedGroups, diffGroups } from './diff-groups.ts';
import { type DiffedLinks, diffLinks } from './diff-links.ts';
import type { Imported } from './import.ts';
import { endsOfGroups, endsOfUsers, knowObjects } from './link-ends.ts';
import type { MappedSides } from './map-sides.ts';
import { findMarkedElsewhere } from './marked-elsewhere.ts';
import type { Reading } from './reading.ts';

export interface DiffedSides {
  readonly users: Diffed;
  readonly groups: DiffedGroups;
  readonly links: DiffedLinks;
  /** What is worth knowing of both, and holds nothing by itself. */
  readonly findings: readonly Finding[];
}

/** What is not there any more, of both. */
export type RemovedSides = RemovedContext & GroupRemovalContext;

export function diffSides(mapped: MappedSides, imported: Imported, removed: RemovedSides): DiffedSides {
  const { directory, tenant, links } = imported;
  const { configurationId } = removed;
  const tenantUsers = completeOrNull(tenant);
  const tenantGroups = completeOrNull(imported.groups.tenant);
  const users = diffObjects(mapped, tenantUsers, removed);
  const groups = diffGroups(mapped.groups, tenantGroups, removed);
  if (tenantUsers === null || tenantGroups === null) return { users, groups, links: noLinks, findings: [] };
  const userEnds = endsOfUsers(mapped.desired, users, tenantUsers, configurationId);
  const groupEnds = endsOfGroups(groups);
  const ends = [...userEnds, ...groupEnds].map(({ end }) => end);
  const desired = { users: mapped.desired, groups: mapped.groups.desired };
  const tenantSide = { users: tenantUsers, groups: tenantGroups };
  return {
    users,
    groups,
    findings: findMarkedElsewhere(desired, tenantSide, configurationId),
    links: diffLinks({
      users: userEnds,
      groups: groupEnds,
      people: directory.objects,
      held: new Set(users.held.map(({ objectGuid }) => objectGuid)),
      ...knowObjects(ends, { users: directory.objects, groups: imported.groups.directory.objects }, tenantSide, {
        links,
        configurationId,
      }),
      members: imported.groups.members,
      withPrimaryMembers: removed.groups.withPrimaryMembers,
      // Without marks nothing tells what is ours to end (rule R3).
      mayUnlink: removed.hasMarks && removed.mayRemove,
    }),
  };
}

const noLinks: DiffedLinks = { differences: [], findings: [], tenantIds: new Map() };

/** A reading that ended early proves nothing about what it does not contain. */
function completeOrNull<Item>(reading: Reading<Item>): readonly Item[] | null {
  return reading.problem === null ? reading.objects : null;
}
