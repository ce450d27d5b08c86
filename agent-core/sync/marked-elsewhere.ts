/**
 * What is in scope and stands in the tenant with the mark of another configuration. Each of them is held by itself, since two agents on one
 * tenant must stay protected from each other. Told together it says what one of them cannot: that this agent may have begun a new record,
 * and is kept out by its own earlier marks. Only an administrator can know, and says so by the configurationId of the answers.
 */

import type { ObjectGuid } from '../contract/identifiers.ts';
import { numberText } from '../contract/number-text.ts';
import type { Finding } from '../contract/plan.ts';
import { problem } from '../contract/problem.ts';
import type { DesiredUser } from './map.ts';
import type { DesiredGroup } from './map-groups.ts';
import { configurationInMark, objectInMark } from './ownership-mark.ts';
import type { TenantUser } from './tenant.ts';
import type { TenantGroup } from './tenant-groups.ts';

interface Marked {
  readonly users: number;
  readonly groups: number;
}

/** One finding for each configuration, the one with the most first. A mark that names another object than the one that is meant is not told: it was copied. */
export function findMarkedElsewhere(
  desired: { readonly users: readonly DesiredUser[]; readonly groups: readonly DesiredGroup[] },
  tenant: { readonly users: readonly TenantUser[]; readonly groups: readonly TenantGroup[] },
  configurationId: string,
): readonly Finding[] {
  const marked = new Map<string, Marked>();
  const count = (key: keyof Marked, configuration: string) => {
    const before = marked.get(configuration) ?? { users: 0, groups: 0 };
    marked.set(configuration, { ...before, [key]: before[key] + 1 });
  };
  const others = <One extends TenantUser | TenantGroup>(objects: readonly One[]) =>
    objects.flatMap((object) => {
      const mark = readOther(object.values.ownershipMark, configurationId);
      return mark === null ? [] : [{ object, mark }];
    });
  const users = others(tenant.users);
  const groups = others(tenant.groups);
  // As nearly always; who is meant need not be gathered then.
  if (users.length === 0 && groups.length === 0) return [];
  const anchors = new Map<ObjectGuid, string>(desired.users.map(({ object, anchor }) => [object.objectGuid, anchor]));
  const wanted = new Set(desired.groups.map(({ group }) => group.objectGuid));
  for (const { object, mark } of users)
    if (object.anchor !== null && anchors.get(mark.objectGuid) === object.anchor) count('users', mark.configuration);
  for (const { object, mark } of groups)
    if (object.uniqueName === mark.objectGuid && wanted.has(mark.objectGuid)) count('groups', mark.configuration);
  return [...marked]
    .map(([configuration, counted]) => tell(configuration, counted))
    .toSorted((one, other) => other.found - one.found);
}

function readOther(mark: unknown, configurationId: string) {
  // Nearly every mark is our own, and need not be taken apart.
  if (typeof mark !== 'string' || mark.toLowerCase().startsWith(`${configurationId} `)) return null;
  const configuration = configurationInMark(mark);
  const objectGuid = objectInMark(mark);
  if (configuration === null || objectGuid === null) return null;
  return { configuration, objectGuid };
}

function tell(configuration: string, { users, groups }: Marked): Finding {
  const counted = [
    ...(users === 0 ? [] : [numberText(users, 'user', 'users')]),
    ...(groups === 0 ? [] : [numberText(groups, 'group', 'groups')]),
  ].join(' and ');
  const reason = problem('scope.marked-elsewhere', `configuration ${configuration}: ${counted}`);
  return { kind: null, problem: reason, found: users + groups, allowed: 0, holds: [] };
}
