/** Puts names into distinguished names without changing what they mean (RFC 4514, section 2.4). */

/** `escapeNameValue('Müller, Jürgen')` is `Müller\, Jürgen`. */
export function escapeNameValue(value: string): string {
  return value
    .replace(/[\\",+;<>=]/g, String.raw`\$&`)
    .replace(/^[ #]/, String.raw`\$&`)
    .replace(/ $/, String.raw`\ `)
    .replaceAll('\0', String.raw`\00`)
    .replaceAll('\n', String.raw`\0A`);
}

/** The tree of organisational units from the top down: `['Contoso', 'Berlin']` is `OU=Berlin,OU=Contoso,<baseDn>`. */
export function organizationalUnitDn(path: readonly string[], baseDn: string): string {
  return [...path.map((name) => `OU=${escapeNameValue(name)}`).reverse(), baseDn].join(',');
}
