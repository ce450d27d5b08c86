/** Groups, units and the SIDs by which people belong to them; the same name always gives the same one. */
import type { ObjectReference } from '../../agent-core/contract/settings.ts';
import type {
  DirectoryGroup,
  DirectoryObject,
  DirectoryUnit,
  MemberReference,
} from '../../agent-core/sync/directory-source.ts';
import { type Attributes, changedObject } from './directory-object.ts';
import { guidBytesFor, objectGuidFor } from './identifiers.ts';

/** A SID of contoso.com. */
export function sidFor(name: string): string {
  return `S-1-5-21-1-2-3-${guidBytesFor(name).readUInt16LE()}`;
}

/** The last part of it. */
export function ridFor(name: string): string {
  return sidFor(name).split('-').at(-1) ?? '';
}

export function memberFor(name: string): MemberReference {
  return { objectGuid: objectGuidFor(name), sid: sidFor(name) };
}

/** The stand-in for somebody of another forest. */
export function foreignMember(sid: string): MemberReference {
  return { objectGuid: objectGuidFor(`stand-in for ${sid}`), sid };
}

/** groupType of a global group. */
export const securityGroup = '-2147483646';
export const distributionGroup = '2';

export function directoryGroup(
  name: string,
  members: readonly MemberReference[],
  attributes: Attributes = {},
): DirectoryGroup {
  const distinguishedName = `CN=${name},OU=Groups,DC=contoso,DC=com`;
  const object = {
    objectGuid: objectGuidFor(name),
    domain: 'contoso.com',
    attributes: {
      objectClass: ['top', 'group'],
      objectGUID: [guidBytesFor(name).toString('base64')],
      objectSid: [sidFor(name)],
      distinguishedName: [distinguishedName],
      groupType: [securityGroup],
      sAMAccountName: [name],
      cn: [name],
    },
  };
  return { ...changedObject(object, attributes), distinguishedName, sid: sidFor(name), members };
}

export function directoryContact(name: string, attributes: Attributes = {}): DirectoryObject {
  const object = {
    objectGuid: objectGuidFor(name),
    domain: 'contoso.com',
    attributes: {
      objectClass: ['top', 'person', 'organizationalPerson', 'contact'],
      objectGUID: [guidBytesFor(name).toString('base64')],
      distinguishedName: [`CN=${name},OU=Contacts,DC=contoso,DC=com`],
      cn: [name],
      mail: [`${name}@partner.example`],
    },
  };
  return changedObject(object, attributes);
}

export function directoryUnit(name: string, distinguishedName: string): DirectoryUnit {
  return { objectGuid: objectGuidFor(name), domain: 'contoso.com', distinguishedName };
}

/** As the settings keep it. */
export function referenceTo(name: string): ObjectReference {
  return { objectGuid: objectGuidFor(name), domain: 'contoso.com', name };
}
