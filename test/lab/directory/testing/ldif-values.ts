/** The values in an entry as `ldapsearch` prints it: one a line, in base64 where LDIF asks for it (RFC 2849). */

/** By attribute, each value as its bytes; `dn` is left out. */
export function readLdifValues(entry: string): ReadonlyMap<string, readonly Buffer[]> {
  const values = new Map<string, Buffer[]>();
  for (const line of entry.split('\n')) {
    const [, name = '', colons, value = ''] = /^([^:]+)(::?) ?(.*)$/.exec(line) ?? [];
    if (name === '' || name === 'dn') continue;
    values.set(name, [...(values.get(name) ?? []), Buffer.from(value, colons === '::' ? 'base64' : 'utf8')]);
  }
  return values;
}
