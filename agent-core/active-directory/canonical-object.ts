/** Turns a search entry into the canonical object that the rest of the product knows. */

import {
  contactAttributes,
  type DirectoryObject,
  directoryAttributes,
  groupAttributes,
} from '../sync/directory-source.ts';
import type { ReceivedEntry } from './connection/received-entry.ts';
import { memberReferenceOf, plainDnOf } from './extended-dn.ts';
import { objectGuidOf } from './object-guid.ts';
import { securityIdentifierOf } from './security-identifier.ts';

const binaryAttributes: ReadonlySet<string> = new Set(['objectGUID', 'mS-DS-ConsistencyGuid']);
/** The server lists the classes from top to the most specific one; that order is information ([MS-ADTS] 3.1.1.2.4.1). */
const orderedAttributes: ReadonlySet<string> = new Set(['objectClass']);
/** Names of other objects: only the objectGUID in them is kept, since a name may be another one by now (rule R21). */
const referenceAttributes: ReadonlySet<string> = new Set(['manager', 'managedBy']);
const spelling: ReadonlyMap<string, string> = new Map(
  [...directoryAttributes, ...groupAttributes, ...contactAttributes].map((name) => [name.toLowerCase(), name]),
);

/** @returns null when the entry has no usable objectGUID, which a domain controller always sends to those who may read the object. */
export function canonicalObjectOf(entry: ReceivedEntry, domain: string): DirectoryObject | null {
  const attributes: Record<string, readonly string[]> = {};
  let objectGuid: DirectoryObject['objectGuid'] | null = null;
  for (const { type, parsedBuffers } of entry.attributes) {
    const name = spelling.get(type.split(';')[0]?.toLowerCase() ?? '');
    if (name === undefined || parsedBuffers.length === 0) continue;
    if (name === 'objectGUID') objectGuid = objectGuidOf(parsedBuffers[0] ?? Buffer.alloc(0));
    const values = parsedBuffers.map((value) => textOf(name, value)).filter((value) => value !== null);
    if (values.length > 0) attributes[name] = orderedAttributes.has(name) ? values : values.toSorted();
  }
  return objectGuid === null ? null : { objectGuid, domain, attributes };
}

/** @returns null for a reference that does not say which object it names */
function textOf(name: string, value: Buffer): string | null {
  if (name === 'objectSid') return securityIdentifierOf(value) ?? '';
  if (binaryAttributes.has(name)) return value.toString('base64');
  const text = value.toString('utf8');
  if (referenceAttributes.has(name)) return memberReferenceOf(text)?.objectGuid ?? null;
  return name === 'distinguishedName' ? plainDnOf(text) : text;
}
