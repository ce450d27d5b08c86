/** Values that no two objects of the tenant may share, and who has them; deleted objects keep theirs. */
import type { ObjectKind, ObjectRecord, PropertyValue } from './snapshot.ts';

export type UniqueProperty =
  | 'userPrincipalName'
  | 'onPremisesImmutableId'
  | 'proxyAddresses'
  | 'mailNickname'
  | 'uniqueName'
  | 'appId';

export interface UniqueKeys {
  /** The object that has the value; addresses are given without their `SMTP:`. */
  readonly ownerOf: (kind: ObjectKind, property: UniqueProperty, value: string) => string | undefined;
  /** The unique property in which the object would collide with another one. */
  readonly conflictOf: (kind: ObjectKind, record: ObjectRecord) => UniqueProperty | undefined;
  readonly claim: (kind: ObjectKind, record: ObjectRecord) => void;
  readonly release: (kind: ObjectKind, record: ObjectRecord) => void;
}

export function createUniqueKeys(): UniqueKeys {
  const ownersBySpace = new Map<string, Map<string, string>>();
  const ownersOf = (kind: ObjectKind, property: UniqueProperty): Map<string, string> => {
    // An address belongs to one object of any kind; every other value is unique among its own kind.
    const space = property === 'proxyAddresses' ? property : `${kind}.${property}`;
    const known = ownersBySpace.get(space);
    if (known !== undefined) return known;
    const made = new Map<string, string>();
    ownersBySpace.set(space, made);
    return made;
  };

  return {
    ownerOf: (kind, property, value) => ownersOf(kind, property).get(normalised(property, value)),
    conflictOf: (kind, record) =>
      keysOf(kind, record).find(({ property, key }) => {
        const owner = ownersOf(kind, property).get(key);
        return owner !== undefined && owner !== record.id;
      })?.property,
    claim: (kind, record) => {
      for (const { property, key } of keysOf(kind, record)) ownersOf(kind, property).set(key, record.id);
    },
    release: (kind, record) => {
      for (const { property, key } of keysOf(kind, record)) {
        const owners = ownersOf(kind, property);
        if (owners.get(key) === record.id) owners.delete(key);
      }
    },
  };
}

interface UniqueKey {
  readonly property: UniqueProperty;
  readonly key: string;
}

const uniqueProperties: Readonly<Record<ObjectKind, readonly UniqueProperty[]>> = {
  user: ['userPrincipalName', 'onPremisesImmutableId', 'proxyAddresses'],
  group: ['uniqueName', 'mailNickname', 'proxyAddresses'],
  contact: ['proxyAddresses'],
  application: ['appId', 'uniqueName'],
  servicePrincipal: ['appId'],
  directoryRole: [],
};

function keysOf(kind: ObjectKind, record: ObjectRecord): readonly UniqueKey[] {
  return uniqueProperties[kind]
    .filter((property) => property !== 'mailNickname' || isUnified(record))
    .flatMap((property) => textsOf(record[property]).map((value) => ({ property, key: normalised(property, value) })));
}

/** The nickname of a Microsoft 365 group becomes its address; other groups may share theirs. */
const isUnified = (record: ObjectRecord): boolean =>
  Array.isArray(record.groupTypes) && record.groupTypes.includes('Unified');

const textsOf = (value: PropertyValue | undefined): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');

/** Names and addresses are compared without case; an immutable id is base64 and a unique name a key: both exactly. */
function normalised(property: UniqueProperty, value: string): string {
  if (property === 'onPremisesImmutableId' || property === 'uniqueName') return value;
  return (property === 'proxyAddresses' ? value.replace(/^smtp:/i, '') : value).toLowerCase();
}
