/** The code of a system error, such as ENOENT: the one part of it that is safe to show and stable enough to compare. */
export function errorCodeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
