/**
 * The log as it is shown: what was read so far, what of it is wanted, and whether new lines are awaited.
 *
 *   reading --page--> waiting --time--> reading        a page that is full is followed by the next at once
 *      ^                 +---not followed: stays
 *      +--again-- stuck <--trouble--
 */
import type { LogLevel, LogLine, Problem } from '../../../electron/contract/bridge.ts';

export interface LogState {
  readonly level: LogLevel;
  readonly search: string;
  readonly isFollowing: boolean;
  /** The oldest first, as the agent gives them. */
  readonly lines: readonly LogLine[];
  /** Where to read on; null at the beginning and while there is no log. */
  readonly cursor: string | null;
  readonly stage: { readonly kind: 'reading' | 'waiting' } | { readonly kind: 'stuck'; readonly problem: Problem };
  /** Counts the beginnings: an answer to an older question changes nothing. */
  readonly edition: number;
}

export type LogEvent =
  | { readonly kind: 'levelChosen'; readonly level: LogLevel }
  | { readonly kind: 'searched'; readonly text: string }
  | { readonly kind: 'followToggled' }
  | { readonly kind: 'askedAgain' }
  /** The agent was away and is back. */
  | { readonly kind: 'connected' }
  | {
      readonly kind: 'read';
      readonly edition: number;
      readonly lines: readonly LogLine[];
      readonly next: string | null;
    }
  | { readonly kind: 'unread'; readonly edition: number; readonly problem: Problem };

/** Older ones are dropped: whoever needs them has the files. */
export const mostLines = 1_000;
export const linesPerPage = 500;

export const firstLogState: LogState = {
  level: 'info',
  search: '',
  isFollowing: true,
  lines: [],
  cursor: null,
  stage: { kind: 'reading' },
  edition: 0,
};

export function reduceLog(state: LogState, event: LogEvent): LogState {
  switch (event.kind) {
    case 'levelChosen':
      return { ...firstLogState, ...keptOf(state), level: event.level, edition: state.edition + 1 };
    case 'searched':
      return { ...state, search: event.text };
    case 'followToggled':
      return { ...state, isFollowing: !state.isFollowing };
    case 'askedAgain':
      return { ...state, stage: { kind: 'reading' } };
    case 'connected':
      return state.stage.kind === 'stuck' ? { ...state, stage: { kind: 'reading' } } : state;
    case 'read':
      if (event.edition !== state.edition) return state;
      return {
        ...state,
        // Nothing new leaves the lines the same ones, so that nothing is drawn anew.
        lines: event.lines.length === 0 ? state.lines : [...state.lines, ...event.lines].slice(-mostLines),
        cursor: event.next,
        stage: { kind: state.cursor !== null && event.lines.length >= linesPerPage ? 'reading' : 'waiting' },
      };
    case 'unread':
      return event.edition === state.edition ? { ...state, stage: { kind: 'stuck', problem: event.problem } } : state;
  }
}

const keptOf = ({ search, isFollowing }: LogState) => ({ search, isFollowing });

/** The lines that have the searched text in them, the newest first. */
export function shownLines({ lines, search }: Pick<LogState, 'lines' | 'search'>): readonly LogLine[] {
  const wanted = search.trim().toLowerCase();
  const matching = wanted === '' ? lines : lines.filter((line) => lineText(line).toLowerCase().includes(wanted));
  return matching.toReversed();
}

/** "run=41 code=tenant.throttled": what a line says besides its sentence. */
export const fieldsText = ({ fields }: LogLine): string =>
  Object.entries(fields)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('  ');

export const lineText = (line: LogLine): string =>
  [line.at, line.level, line.message, fieldsText(line)].filter((part) => part !== '').join('  ');

/** As a file: the oldest first, and no more than can be saved in one piece. */
export function exportText(shown: readonly LogLine[], longest: number): string {
  const texts: string[] = [];
  let length = 0;
  for (const line of shown) {
    const text = `${lineText(line)}\n`;
    length += text.length;
    if (length > longest) break;
    texts.push(text);
  }
  return texts.toReversed().join('');
}
