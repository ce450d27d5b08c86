/**
 * The fifteen attributes that Exchange's schema keeps free for an organisation's own use. Graph keeps them in one property of their own,
 * onPremisesExtensionAttributes, and lets an application write them for users that it, and no synchronisation, looks after.
 */
export declare const extensionAttributes: readonly ['extensionAttribute1', 'extensionAttribute2', 'extensionAttribute3', 'extensionAttribute4', 'extensionAttribute5', 'extensionAttribute6', 'extensionAttribute7', 'extensionAttribute8', 'extensionAttribute9', 'extensionAttribute10', 'extensionAttribute11', 'extensionAttribute12', 'extensionAttribute13', 'extensionAttribute14', 'extensionAttribute15'];
export type ExtensionAttribute = (typeof extensionAttributes)[number];
/** Most directories fill in none: whoever asks this first need not ask for each of the fifteen. */
export declare const hasExtensionAttributes: (attributes: Readonly<Record<string, unknown>>) => boolean;
export declare const isExtensionAttribute: (name: string) => name is ExtensionAttribute;
