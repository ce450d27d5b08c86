/** Holds the groups of the tenant, and who is in them, against what the seed says. Nothing here comes from the product. */
import type { ExpectedGroups } from '../lab/expected-groups.ts';
import type { LabState } from '../lab/tenant/lab-client.ts';
import { isSame } from './compare-sides.ts';

type TenantState = Pick<LabState, 'users' | 'groups' | 'members'>;

/** @returns a sentence for every difference; empty when the groups are as they should be */
export function compareGroups({ arriving }: ExpectedGroups, tenant: TenantState): readonly string[] {
  const found = new Map(tenant.groups.map((group) => [group.uniqueName, group]));
  const expectedNames = new Set<unknown>(arriving.map(({ tenantGroup }) => tenantGroup.uniqueName));
  const membersOf = readMembers(tenant);
  return [
    ...arriving.flatMap(({ tenantGroup, members }) => {
      const { displayName } = tenantGroup;
      const actual = found.get(tenantGroup.uniqueName);
      if (actual === undefined) return [`the group ${displayName} is missing`];
      return [
        ...Object.entries(tenantGroup)
          .filter(([name, value]) => !isSame(value, actual[name]))
          .map(([name, value]) => `the group ${displayName}: ${name} is ${actual[name]}, not ${value}`),
        ...compareMembers(displayName, new Set(members), membersOf(actual.id)),
      ];
    }),
    ...tenant.groups
      .filter((group) => isFromDirectory(group) && !expectedNames.has(group.uniqueName))
      .map((group) => `the group ${group.displayName} should not be there`),
  ];
}

/** Everybody and everything directly in a group of the tenant: by anchor or unique name, as in the expectation, or else by id. */
function readMembers({ users, groups, members }: TenantState): (groupId: string) => ReadonlySet<string> {
  const keys = new Map([
    ...users.map(({ id, onPremisesImmutableId }) => [id, onPremisesImmutableId] as const),
    ...groups.map(({ id, uniqueName }) => [id, uniqueName] as const),
  ]);
  const links = new Map(members.links);
  return (groupId) => new Set((links.get(groupId) ?? []).map((id) => String(keys.get(id) ?? id)));
}

function compareMembers(group: string, expected: ReadonlySet<string>, actual: ReadonlySet<string>): readonly string[] {
  return [
    ...without(expected, actual).map((key) => `the group ${group} lacks ${key}`),
    ...without(actual, expected).map((key) => `${key} should not be in the group ${group}`),
  ];
}

/** @returns a sentence for everything that was to be shown with its reason and was not, or was and should not be */
export function compareNotWritable({ notWritable }: ExpectedGroups, shown: readonly Shown[]): readonly string[] {
  const expected = new Set(notWritable.map(reasonText));
  const actual = new Set(shown.map(reasonText));
  return [
    ...without(expected, actual).map((reason) => `${reason} should be shown`),
    ...without(actual, expected).map((reason) => `${reason} should not be shown`),
  ];
}

const without = (one: ReadonlySet<string>, other: ReadonlySet<string>) => [...one].filter((text) => !other.has(text));

interface Shown {
  readonly displayName: string;
  readonly code: string;
}

const reasonText = ({ displayName, code }: Shown) => `${displayName} (${code})`;

/** Whatever has a unique name came, or claims to have come, from the directory. */
export function isFromDirectory({ uniqueName }: TenantState['groups'][number]): boolean {
  return typeof uniqueName === 'string';
}
