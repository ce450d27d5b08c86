/**
 * The fifteen attributes that Exchange's schema keeps free for an organisation's own use. Graph keeps them in one property of their own,
 * onPremisesExtensionAttributes, and lets an application write them for users that it, and no synchronisation, looks after.
 */
export const extensionAttributes = [
  'extensionAttribute1',
  'extensionAttribute2',
  'extensionAttribute3',
  'extensionAttribute4',
  'extensionAttribute5',
  'extensionAttribute6',
  'extensionAttribute7',
  'extensionAttribute8',
  'extensionAttribute9',
  'extensionAttribute10',
  'extensionAttribute11',
  'extensionAttribute12',
  'extensionAttribute13',
  'extensionAttribute14',
  'extensionAttribute15',
] as const;
export type ExtensionAttribute = (typeof extensionAttributes)[number];

const names: ReadonlySet<string> = new Set(extensionAttributes);
/** Most directories fill in none: whoever asks this first need not ask for each of the fifteen. */
export const hasExtensionAttributes = (attributes: Readonly<Record<string, unknown>>): boolean =>
  Object.keys(attributes).some(isExtensionAttribute);
export const isExtensionAttribute = (name: string): name is ExtensionAttribute => names.has(name);
