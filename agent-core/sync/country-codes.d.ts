/** The officially assigned two-letter country codes of ISO 3166-1: the values that usageLocation takes. */
export declare const countryCodes: ReadonlySet<string>;
