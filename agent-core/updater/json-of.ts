/** The value in a JSON text that came from somewhere else. */

/** @returns undefined, which fits no shape, when it is no JSON in UTF-8 */
export function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
