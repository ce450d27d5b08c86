/** An address as a person typed it, or null when it is none. (`URL.canParse` is younger than the oldest page runtime.) */
export function parseAddress(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
