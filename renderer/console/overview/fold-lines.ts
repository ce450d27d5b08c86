/** Makes one line of the memberships of one group that came to the same: hundreds of them would hide everything else. Its details name all. */
import { overviewTexts } from '../../texts/overview-texts.ts';
import type { EntryLine } from './entry-line.ts';

/** As on the command line: more than these are one line. */
const shownAlone = 3;

/** In place of the first of each. */
export function foldLines(lines: readonly EntryLine[]): readonly EntryLine[] {
  const alike = new Map<string, EntryLine[]>();
  for (const line of lines) {
    if (line.membershipsOf === null) continue;
    const known = alike.get(line.membershipsOf);
    if (known === undefined) alike.set(line.membershipsOf, [line]);
    else known.push(line);
  }
  return lines.flatMap((line) => {
    const all = line.membershipsOf === null ? [] : (alike.get(line.membershipsOf) ?? []);
    if (all.length <= shownAlone) return [line];
    return line === all[0] ? [fold(line, all)] : [];
  });
}

function fold(first: EntryLine, lines: readonly EntryLine[]): EntryLine {
  const all = lines.flatMap(({ attributes }) => attributes);
  const valuesOf = (side: 'before' | 'after') =>
    all.flatMap(({ [side]: value }) => (typeof value === 'string' ? [value] : []));
  const [before, after] = [valuesOf('before'), valuesOf('after')];
  const attribute = {
    name: 'members',
    before: before.length === 0 ? null : before,
    after: after.length === 0 ? null : after,
  };
  return {
    ...first,
    key: `memberships ${first.membershipsOf}`,
    attributeNames: overviewTexts.entries.memberships(lines.length),
    attributes: [attribute],
  };
}
