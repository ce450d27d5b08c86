/** Reads what a client wants to write to a group, refuses what Graph would refuse, and works out the group that results. */
import type { ObjectRecord } from '../state/snapshot.ts';
import { defaultDomain, type TenantState } from '../state/tenant-state.ts';
import { tableOf } from './entity.ts';
import { entityTypes } from './entity-types.ts';
import { accept, type Checked, type GraphRefusal, graphRefusals, refuse } from './graph-refusal.ts';
import type { Payload } from './graph-route.ts';
import { groupProperties } from './group-properties.ts';
import {
  type ChangedValues,
  missingProperty,
  readChangedValues,
  seconds,
  type WriteKind,
  withChangedValues,
} from './property-change.ts';

export function readGroupChange(payload: Payload, kind: WriteKind, state: TenantState): Checked<ChangedValues> {
  const values = readChangedValues(payload, { table: tableOf(entityTypes.group, state), resource: 'Group', kind });
  if (!values.ok || kind === 'update') return values;
  const missing = missingProperty(payload, groupProperties);
  if (missing !== undefined) return refuse(graphRefusals.propertyRequired(missing.name));
  const refusal = kindRefusal(values.value);
  return refusal === undefined ? values : refuse(refusal);
}

export interface NewGroup {
  readonly id: string;
  readonly uniqueName?: string;
}

export function createdGroup(
  values: ChangedValues,
  { id, uniqueName }: NewGroup,
  { state, now }: { readonly state: TenantState; readonly now: Date },
): ObjectRecord {
  const isUnified = isUnifiedGroup({ id, ...values });
  const mail = `${String(values.mailNickname)}@${defaultDomain(state)}`;
  return withChangedValues(
    {
      id,
      createdDateTime: seconds(now),
      renewedDateTime: seconds(now),
      securityIdentifier: securityIdentifierOf(id),
      ...(isUnified ? { mail, proxyAddresses: [`SMTP:${mail}`], visibility: 'Public' } : {}),
      ...(uniqueName === undefined ? {} : { uniqueName }),
    },
    values,
    groupProperties,
  );
}

/** What Graph lets a client change depends on what the group is. */
export function updatedGroup(before: ObjectRecord, values: ChangedValues): Checked<ObjectRecord> {
  const turnsMail = values.mailEnabled !== undefined && values.mailEnabled !== before.mailEnabled;
  const turnsKind =
    values.groupTypes !== undefined && isUnifiedGroup({ ...before, ...values }) !== isUnifiedGroup(before);
  if (turnsMail || turnsKind) return refuse(graphRefusals.mailEnabledUnsupported());
  return accept(withChangedValues(before, values, groupProperties));
}

export const isUnifiedGroup = (group: ObjectRecord): boolean => hasType(group, 'Unified');
export const isDynamicGroup = (group: ObjectRecord): boolean => hasType(group, 'DynamicMembership');

/** Distribution groups and mail-enabled security groups belong to Exchange; Graph only reads them. */
export const isExchangeGroup = (group: ObjectRecord): boolean => group.mailEnabled === true && !isUnifiedGroup(group);

const hasType = (group: ObjectRecord, type: string): boolean =>
  Array.isArray(group.groupTypes) && group.groupTypes.includes(type);

/** A group is a security group or a Microsoft 365 group; every other combination is Exchange's. */
function kindRefusal(values: ChangedValues): GraphRefusal | undefined {
  const group: ObjectRecord = { id: '', ...values };
  if (values.mailEnabled !== isUnifiedGroup(group)) return graphRefusals.mailEnabledUnsupported();
  if (values.mailEnabled === false && values.securityEnabled !== true) return graphRefusals.mailEnabledUnsupported();
  if (isDynamicGroup(group) !== (typeof values.membershipRule === 'string')) {
    return graphRefusals.propertyInvalid('membershipRule', 'Group');
  }
  const isAssignable = values.isAssignableToRole === true;
  if (isAssignable && (values.securityEnabled !== true || isDynamicGroup(group))) {
    return graphRefusals.propertyInvalid('isAssignableToRole', 'Group');
  }
  return undefined;
}

/** Entra writes the four numbers of the object id as a Windows security identifier. */
export function securityIdentifierOf(id: string): string {
  const [a = '', b = '', c = '', d = '', e = ''] = id.split('-');
  const bytes = Buffer.from(a + b + c + d + e, 'hex');
  if (bytes.length !== 16) return 'S-1-12-1-0-0-0-0';
  // The first three parts of a GUID are numbers, which Windows keeps with the low byte first.
  const parts = Buffer.concat([
    bytes.subarray(0, 4).reverse(),
    bytes.subarray(4, 6).reverse(),
    bytes.subarray(6, 8).reverse(),
    bytes.subarray(8),
  ]);
  return `S-1-12-1-${[0, 4, 8, 12].map((offset) => parts.readUInt32LE(offset)).join('-')}`;
}
