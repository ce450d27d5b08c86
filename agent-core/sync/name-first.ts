/** Names the first few of many: a text must not grow with the directory. */

/** @param between what stands between two names */
export function nameFirst(names: readonly string[], between: string, most = 5): string {
  const first = names.slice(0, most).join(between);
  return names.length > most ? `${first} and ${(names.length - most).toLocaleString('en')} more` : first;
}
