/** How a GUID reads as text, in the one place that says so; apart from the schemas, which a page need not carry for this. */

/** In any case: people copy them from wherever they stand. */
export const isGuid = (text: string): boolean => guidPattern.test(text.toLowerCase());

/** In small letters. */
export const guidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
