/** Names the first few of many: a text must not grow with the directory. */
const shown = 5;

/** @param between what stands between two names */
export function nameFirst(names: readonly string[], between: string): string {
  const first = names.slice(0, shown).join(between);
  return names.length > shown ? `${first} and ${names.length - shown} more` : first;
}
