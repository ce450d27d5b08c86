/** Identifiers for tests, made from a name: the same name always gives the same one. */
import { createHash } from 'node:crypto';
import { objectGuidOf } from '../../agent-core/active-directory/object-guid.ts';
import {
  type ObjectGuid,
  type RunId,
  runIdSchema,
  type SourceAnchor,
  sourceAnchorSchema,
  type TenantObjectId,
  tenantObjectIdSchema,
} from '../../agent-core/contract/identifiers.ts';

export function guidBytesFor(name: string): Buffer {
  return createHash('sha256').update(name).digest().subarray(0, 16);
}

export function objectGuidFor(name: string): ObjectGuid {
  const guid = objectGuidOf(guidBytesFor(name));
  if (guid === null) throw new Error('16 bytes always make a GUID');
  return guid;
}

/** The anchor of an object that has no mS-DS-ConsistencyGuid. */
export function anchorFor(name: string): SourceAnchor {
  return sourceAnchorSchema.parse(guidBytesFor(name).toString('base64'));
}

export function tenantIdFor(name: string): TenantObjectId {
  return tenantObjectIdSchema.parse(`id-of-${name}`);
}

export function runIdFor(number: number): RunId {
  return runIdSchema.parse(`00000000-0000-4000-8000-${String(number).padStart(12, '0')}`);
}
