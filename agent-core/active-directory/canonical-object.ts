/** Turns a search entry into the canonical object that the rest of the product knows. */
import { assertNever } from '../contract/assert-never.ts';
import {
  contactAttributes,
  type DirectoryObject,
  directoryAttributes,
  groupAttributes,
} from '../sync/directory-source.ts';
import type { ReceivedAttribute, ReceivedEntry } from './connection/received-entry.ts';
import { memberReferenceOf, plainDnOf } from './extended-dn.ts';
import { instantOfFileTime, instantOfGeneralizedTime } from './instants.ts';
import { objectGuidOf } from './object-guid.ts';
import { securityIdentifierOf } from './security-identifier.ts';

type Form =
  | 'text'
  | 'objectGuid'
  | 'binary'
  | 'sid'
  | 'reference'
  | 'name'
  | 'ordered'
  | 'fileTime'
  | 'generalizedTime';

/** What is not plain text in any order. */
const forms: Readonly<Record<string, Form>> = {
  objectGUID: 'objectGuid',
  'mS-DS-ConsistencyGuid': 'binary',
  objectSid: 'sid',
  accountExpires: 'fileTime',
  'msDS-Entry-Time-To-Die': 'generalizedTime',
  distinguishedName: 'name',
  // Names of other objects: only the objectGUID in them is kept, since a name may be another one by now (rule R21).
  manager: 'reference',
  managedBy: 'reference',
  // The server lists the classes from top to the most specific one; that order is information ([MS-ADTS] 3.1.1.2.4.1).
  objectClass: 'ordered',
};

interface Known {
  readonly name: string;
  readonly form: Form;
}

const spelling: ReadonlyMap<string, Known> = new Map(
  [...directoryAttributes, ...groupAttributes, ...contactAttributes].map((name) => [
    name.toLowerCase(),
    { name, form: forms[name] ?? 'text' },
  ]),
);

/** @returns null when the entry has no usable objectGUID, which a domain controller always sends to those who may read the object. */
export function canonicalObjectOf(entry: ReceivedEntry, domain: string): DirectoryObject | null {
  const attributes: Record<string, readonly string[]> = {};
  let objectGuid: DirectoryObject['objectGuid'] | null = null;
  for (const attribute of entry.attributes) {
    const known = knownAs(attribute.type);
    if (known === null || attribute.count === 0) continue;
    if (known.form === 'objectGuid') objectGuid = objectGuidOf(attribute.bytes(0));
    const values = valuesOf(attribute, known.form);
    if (values.length > 0) attributes[known.name] = values;
  }
  return objectGuid === null ? null : { objectGuid, domain, attributes };
}

/** By the spelling of the server, of which there are as many as attributes: each is understood once. */
const spellings = new Map<string, Known | null>();
const mostSpellings = 1_000;

function knownAs(type: string): Known | null {
  const already = spellings.get(type);
  if (already !== undefined) return already;
  const known = spelling.get(type.split(';')[0]?.toLowerCase() ?? '') ?? null;
  if (spellings.size < mostSpellings) spellings.set(type, known);
  return known;
}

function valuesOf(attribute: ReceivedAttribute, form: Form): readonly string[] {
  if (attribute.count === 1) {
    const value = oneValueOf(attribute, 0, form);
    return value === null ? [] : [value];
  }
  const values: string[] = [];
  for (let index = 0; index < attribute.count; index += 1) {
    const value = oneValueOf(attribute, index, form);
    if (value !== null) values.push(value);
  }
  return form === 'ordered' ? values : values.sort();
}

/** @returns null for a reference that does not say which object it names, and for a time that never comes */
function oneValueOf(attribute: ReceivedAttribute, index: number, form: Form): string | null {
  switch (form) {
    case 'text':
    case 'ordered':
      return attribute.text(index);
    case 'name':
      return plainDnOf(attribute.text(index));
    case 'reference':
      return memberReferenceOf(attribute.bytes(index))?.objectGuid ?? null;
    case 'fileTime':
      return instantOfFileTime(attribute.text(index));
    case 'generalizedTime':
      return instantOfGeneralizedTime(attribute.text(index));
    case 'sid':
      return securityIdentifierOf(attribute.bytes(index)) ?? '';
    case 'objectGuid':
    case 'binary':
      return attribute.bytes(index).toString('base64');
    default:
      return assertNever(form);
  }
}
