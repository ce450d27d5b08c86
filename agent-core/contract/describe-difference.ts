/** How two values that could be JSON differ, one line per place, so that a person can see what somebody else changed. */

export function describeDifference(before: unknown, after: unknown, path = ''): readonly string[] {
  const [was, is] = asBranches(before, after);
  if (was !== null && is !== null) {
    const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])];
    return keys.flatMap((key) => describeDifference(was[key], is[key], path === '' ? key : `${path}.${key}`));
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [`${path}: ${show(before)} -> ${show(after)}`];
}

type Branch = Readonly<Record<string, unknown>>;

/** Lists are compared place by place, like everything else that has places; one that comes or goes is so with each of its places. */
function asBranches(before: unknown, after: unknown): readonly [Branch | null, Branch | null] {
  const [was, is] = [asBranch(before), asBranch(after)];
  return [
    was ?? (isNothing(before) && isFilledList(after) ? {} : null),
    is ?? (isNothing(after) && isFilledList(before) ? {} : null),
  ];
}

function asBranch(value: unknown): Branch | null {
  return typeof value === 'object' && value !== null ? { ...value } : null;
}

const isNothing = (value: unknown) => value === undefined || value === null;
const isFilledList = (value: unknown) => Array.isArray(value) && value.length > 0;

function show(value: unknown): string {
  return isNothing(value) ? '(nothing)' : JSON.stringify(value, (_key, inner: unknown) => withoutLength(inner));
}

const longestLines = 80;

/** The name of an object is shown whole, however deep it lies; a certificate, which nobody reads, is not. */
function withoutLength(value: unknown): unknown {
  const isLong = typeof value === 'string' && value.includes('\n') && value.length > longestLines;
  return isLong ? `${value.slice(0, longestLines)}...` : value;
}
