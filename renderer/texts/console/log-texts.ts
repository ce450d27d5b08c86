/** Every word of the page that shows the agent's log. */
import type { LogLevel } from '../../../electron/contract/bridge.ts';
import { formatNumberOf } from '../../format.ts';

const lines = (count: number) => formatNumberOf(count, 'line', 'lines');

export const logTexts = {
  which: 'Which log',
  heading: 'Log of the agent',
  level: 'Show',
  levels: {
    error: 'Errors only',
    warn: 'Errors and warnings',
    info: 'Errors, warnings and notes',
    debug: 'Details as well, where the agent writes them',
  } satisfies Record<LogLevel, string>,
  marks: {
    error: 'Error',
    warn: 'Warning',
    info: 'Note',
    debug: 'Detail',
  } satisfies Record<LogLevel, string>,
  search: 'Find',
  searchHint: 'Such as a run or a code',
  follow: 'Follow new lines',
  save: 'Save what is shown',
  fileName: 'bridgehead-log.txt',
  shown: (shown: number, of: number) => (shown === of ? `${lines(of)}.` : `${lines(shown)} of ${lines(of)}.`),
  newestFirst: 'The newest is at the top.',
  table: 'Lines of the log',
  time: 'Time',
  mark: 'Kind',
  message: 'What happened',
  none: 'No line yet',
  noneExplanation: 'What the agent does and meets appears here as it happens.',
  noMatch: 'No line has this in it',
  noMatchExplanation: 'Show more kinds of lines, or search for something shorter.',
  reading: 'Reading the log',
  away: 'The log can be read when the agent answers.',
  unread: 'The log could not be read',
} as const;
