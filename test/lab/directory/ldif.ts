/** Writes directory entries as LDIF (RFC 2849), which the offline tools of Samba read from their standard input. */
export type AttributeValue = string | Uint8Array;
export type AttributeValues = Readonly<Record<string, AttributeValue | readonly AttributeValue[] | undefined>>;
export type Entry = { readonly dn: string; readonly attributes: AttributeValues };

export function writeAddRecord({ dn, attributes }: Entry): string {
  return record(dn, 'add', attributeLines(attributes));
}

/** A record that adds values to each of `attributes`. */
export function writeAddValuesRecord({ dn, attributes }: Entry): string {
  return modifyRecord('add', dn, attributes);
}

/** A record that replaces each of `attributes` and leaves the others as they are. */
export function writeReplaceRecord({ dn, attributes }: Entry): string {
  return modifyRecord('replace', dn, attributes);
}

/** The values of an attribute as a list: absent is empty, a single value is a list of one. */
export function listValues(values: AttributeValues[string]): readonly AttributeValue[] {
  if (values === undefined) return [];
  return typeof values === 'string' || values instanceof Uint8Array ? [values] : values;
}

function modifyRecord(operation: 'add' | 'replace', dn: string, attributes: AttributeValues): string {
  const lines = Object.keys(attributes).flatMap((name) => [
    `${operation}: ${name}`,
    ...attributeLines({ [name]: attributes[name] }),
    '-',
  ]);
  return record(dn, 'modify', lines);
}

function attributeLines(attributes: AttributeValues): readonly string[] {
  return Object.entries(attributes).flatMap(([name, values]) => listValues(values).map((value) => line(name, value)));
}

/** Every value travels as base64: blanks at the ends, accents and bytes arrive as they are. */
function line(name: string, value: AttributeValue): string {
  return `${name}:: ${Buffer.from(value).toString('base64')}`;
}

function record(dn: string, changeType: 'add' | 'modify', lines: readonly string[]): string {
  return `${[line('dn', dn), `changetype: ${changeType}`, ...lines].join('\n')}\n\n`;
}
