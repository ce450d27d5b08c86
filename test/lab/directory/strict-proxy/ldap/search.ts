/** Searches and what they find, as far as the layers look into them (RFC 4511, sections 4.5.1 and 4.5.2). */
import { berTag, readElement, readElements, readInteger, writeElement, writeText } from './ber.ts';
import { type LdapMessage, operationTag } from './ldap-message.ts';

export type SearchTarget = { readonly baseDn: string; readonly scope: 'base' | 'one level' | 'subtree' };

/** Undefined when the request is no search. */
export function searchTarget({ operation }: LdapMessage): SearchTarget | undefined {
  if (operation.tag !== operationTag.searchRequest) return undefined;
  const [base, scope] = readElements(operation.content);
  const scopes = ['base', 'one level', 'subtree'] as const;
  return {
    baseDn: base?.content.toString() ?? '',
    scope: scopes[scope === undefined ? 0 : readInteger(scope)] ?? 'base',
  };
}

export function isSearch({ operation }: LdapMessage): boolean {
  return operation.tag === operationTag.searchRequest;
}

export function isEntry({ operation }: LdapMessage): boolean {
  return operation.tag === operationTag.searchEntry;
}

export type EntryAttribute = {
  /** With its options, as in `member;range=0-1499`. */
  readonly name: string;
  /** The values as they are on the wire. */
  readonly values: readonly Buffer[];
};

export function readEntryAttributes({ operation }: LdapMessage): readonly EntryAttribute[] {
  const [, attributes] = readElements(operation.content);
  return readElements(attributes?.content ?? Buffer.alloc(0)).map((attribute) => {
    const [name, values] = readElements(attribute.content);
    return {
      name: name?.content.toString() ?? '',
      values: readElements(values?.content ?? Buffer.alloc(0)).map((value) => value.bytes),
    };
  });
}

/** The same entry with these attributes instead of its own. */
export function withEntryAttributes(entry: LdapMessage, attributes: readonly EntryAttribute[]): LdapMessage {
  const { bytes: name } = readElement(entry.operation.content);
  const written = attributes.map((attribute) =>
    writeElement(berTag.sequence, writeText(attribute.name), writeElement(berTag.set, ...attribute.values)),
  );
  const operation = writeElement(operationTag.searchEntry, name, writeElement(berTag.sequence, ...written));
  return { ...entry, operation: readElement(operation) };
}

/** A continuation reference: go on there (RFC 4511, section 4.5.3). */
export function referenceTo(search: LdapMessage, url: string): LdapMessage {
  const operation = readElement(writeElement(operationTag.searchReference, writeText(url)));
  return { id: search.id, operation, controls: [] };
}
