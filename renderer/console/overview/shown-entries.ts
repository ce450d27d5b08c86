/** Which of the lines that are here are shown, and whether more have to be read before there is something to show. */
import type { CountedGroup, EntryLine } from './entry-line.ts';
import type { EntryList } from './overview-state.ts';

/** About a window full: with fewer, the next page is read without being asked for. */
const enough = 50;

export const linesIn = (lines: readonly EntryLine[], only: CountedGroup | null): readonly EntryLine[] =>
  only === null ? lines : lines.filter(({ group }) => group === only);

export const needsMore = ({ stage }: Pick<EntryList, 'stage'>, shown: number, only: CountedGroup | null): boolean =>
  only !== null && shown < enough && stage.kind === 'ready' && stage.next !== null;
