/** Reads the groups of the tenant in canonical form, and who is in one. */
import { z } from 'zod';
import { type TenantObjectId, tenantObjectIdSchema } from '../../contract/identifiers.ts';
import type { Reading } from '../../sync/reading.ts';
import {
  type TenantGroup,
  type TenantGroupAttribute,
  type TenantGroupKind,
  tenantGroupAttributes,
} from '../../sync/tenant-groups.ts';
import { canonicalValueOf } from '../canonical-value.ts';
import type { Graph } from '../graph.ts';
import { pageSize, readPages } from '../read-pages.ts';
import { identifiedSchema } from '../written-values.ts';

export const groupSchema = z.looseObject({
  id: tenantObjectIdSchema,
  uniqueName: z.string().nullish(),
  mailEnabled: z.boolean().nullish(),
  groupTypes: z.array(z.string()).nullish(),
  isAssignableToRole: z.boolean().nullish(),
  isManagementRestricted: z.boolean().nullish(),
  onPremisesSyncEnabled: z.boolean().nullish(),
  assignedLicenses: z.array(z.unknown()).nullish(),
});
type GraphGroup = z.output<typeof groupSchema>;

/** @param extension carries the ownership mark; null where there is none */
export function selectOfGroups(extension: string | null): string {
  const own = extension === null ? [] : [extension];
  return [...asked, ...tenantGroupAttributes.filter((name) => name !== 'ownershipMark'), ...own].join(',');
}

const asked = [
  'id',
  'uniqueName',
  'groupTypes',
  'isAssignableToRole',
  'isManagementRestricted',
  'onPremisesSyncEnabled',
  'assignedLicenses',
];

export async function readGroups(
  graph: Graph,
  extension: string | null,
  signal: AbortSignal,
): Promise<Reading<TenantGroup>> {
  const path = `/groups?$select=${selectOfGroups(extension)}&$top=${pageSize}`;
  const { objects, problem } = await readPages(graph, path, groupSchema, signal);
  return { objects: objects.map((group) => canonicalGroupOf(group, extension)), problem };
}

export async function readMembers(
  graph: Graph,
  group: TenantObjectId,
  signal: AbortSignal,
): Promise<Reading<TenantObjectId>> {
  const path = `/groups/${encodeURIComponent(group)}/members?$select=id&$top=${pageSize}`;
  return await readPages(graph, path, idSchema, signal);
}

const idSchema = identifiedSchema.transform(({ id }) => id);

export function canonicalGroupOf(group: GraphGroup, extension: string | null): TenantGroup {
  const propertyOf = (name: TenantGroupAttribute) => (name === 'ownershipMark' ? (extension ?? '') : name);
  return {
    tenantObjectId: group.id,
    uniqueName: group.uniqueName ?? null,
    kind: kindOf(group),
    hasLicences: (group.assignedLicenses ?? []).length > 0,
    values: Object.fromEntries(tenantGroupAttributes.map((name) => [name, canonicalValueOf(group[propertyOf(name)])])),
  };
}

/** Of several reasons not to own a group the one is told that is hardest to change. */
function kindOf(group: GraphGroup): TenantGroupKind {
  if (group.onPremisesSyncEnabled === true) return 'synchronisedElsewhere';
  if (group.isAssignableToRole === true) return 'roleAssignable';
  if (group.isManagementRestricted === true) return 'managementRestricted';
  if (group.groupTypes?.includes('DynamicMembership')) return 'dynamic';
  if (group.groupTypes?.includes('Unified')) return 'unified';
  return group.mailEnabled === true ? 'mailEnabled' : 'security';
}
