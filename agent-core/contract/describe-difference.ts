/** How two values that could be JSON differ, one line per place, so that a person can see what somebody else changed. */

export function describeDifference(before: unknown, after: unknown, path = ''): readonly string[] {
  if (isBranch(before) && isBranch(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => describeDifference(before[key], after[key], path === '' ? key : `${path}.${key}`));
  }
  const [was, is] = [show(before), show(after)];
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [`${path}: ${was} -> ${is}`];
}

/** Lists are compared place by place, like everything else that has places. */
function isBranch(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

const longestShown = 80;

function show(value: unknown): string {
  if (value === undefined || value === null) return '(nothing)';
  const text = JSON.stringify(value);
  return text.length <= longestShown ? text : `${text.slice(0, longestShown)}...`;
}
