/** A person in the directory: everything a controller always sends is there, a test names only what matters to it. */
import type { DirectoryAttribute, DirectoryObject } from '../../agent-core/sync/directory-source.ts';
import { guidBytesFor, objectGuidFor } from './identifiers.ts';

/** Null takes the attribute away. */
export type Attributes = Readonly<Partial<Record<DirectoryAttribute, string | readonly string[] | null>>>;

export const enabledAccount = '512';
export const disabledAccount = '514';

export function directoryUser(name: string, attributes: Attributes = {}): DirectoryObject {
  return changedObject(
    {
      objectGuid: objectGuidFor(name),
      domain: 'contoso.com',
      attributes: {
        objectClass: ['top', 'person', 'organizationalPerson', 'user'],
        objectGUID: [guidBytesFor(name).toString('base64')],
        distinguishedName: [`CN=${name},OU=People,DC=contoso,DC=com`],
        userAccountControl: [enabledAccount],
        sAMAccountName: [name],
        userPrincipalName: [`${name}@contoso.com`],
        cn: [name],
        displayName: [name],
      },
    },
    attributes,
  );
}

/** The same person in another domain: what names the domain names the other one. */
export function inDomain(domain: string, object: DirectoryObject): DirectoryObject {
  const suffix = domain
    .split('.')
    .map((label) => `DC=${label}`)
    .join(',');
  const distinguishedName = object.attributes.distinguishedName?.[0]?.replace(/DC=.*$/, suffix) ?? null;
  return { ...changedObject(object, { distinguishedName }), domain };
}

export function changedObject(object: DirectoryObject, attributes: Attributes): DirectoryObject {
  const merged = { ...object.attributes, ...attributes };
  const present = Object.entries(merged).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [[name, typeof value === 'string' ? [value] : value] as const],
  );
  return { ...object, attributes: Object.fromEntries(present) };
}
