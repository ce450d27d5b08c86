import { describe, expect, test } from 'vitest';
import { problem } from '../../../../agent-core/contract/problem.ts';
import type { LogLine } from '../../../../electron/contract/bridge.ts';
import {
  exportText,
  firstLogState,
  type LogEvent,
  linesPerPage,
  lineText,
  mostLines,
  reduceLog,
  shownLines,
} from '../../../../renderer/console/log/log-state.ts';

const lineOf = (number: number, message = `line ${number}`): LogLine => ({
  at: new Date(Date.UTC(2026, 10, 22, 10, 0, number)).toISOString(),
  level: 'info',
  message,
  fields: { run: number },
});
const linesOf = (count: number) => Array.from({ length: count }, (_, index) => lineOf(index));
const read = (lines: readonly LogLine[], next: string | null = 'c', edition = 0): LogEvent => ({
  kind: 'read',
  edition,
  lines,
  next,
});
const stateAfter = (...events: readonly LogEvent[]) => events.reduce(reduceLog, firstLogState);

describe('following', () => {
  test('reads on from where it was, and keeps what it has', () => {
    const state = stateAfter(read([lineOf(1)]), { kind: 'askedAgain' }, read([lineOf(2)], 'd'));
    expect(state.lines).toHaveLength(2);
    expect(state).toMatchObject({ cursor: 'd', stage: { kind: 'waiting' } });
  });

  test('keeps the very same lines when nothing new came, so that nothing is drawn anew', () => {
    const before = stateAfter(read([lineOf(1)]), { kind: 'askedAgain' });
    expect(reduceLog(before, read([], 'd')).lines).toBe(before.lines);
  });

  test('reads on at once when there was more than a page, but not before the newest lines', () => {
    expect(stateAfter(read(linesOf(linesPerPage))).stage.kind).toBe('waiting');
    const more = stateAfter(read([lineOf(1)]), { kind: 'askedAgain' }, read(linesOf(linesPerPage), 'd'));
    expect(more.stage.kind).toBe('reading');
  });

  test('drops the oldest lines beyond what a page can show', () => {
    const state = stateAfter(read(linesOf(mostLines)), { kind: 'askedAgain' }, read([lineOf(7, 'newest')]));
    expect(state.lines).toHaveLength(mostLines);
    expect(state.lines.at(-1)?.message).toBe('newest');
  });

  test('goes on by itself when the agent was away and is back', () => {
    const stuck: LogEvent = { kind: 'unread', edition: 0, problem: problem('control.disconnected', '') };
    expect(stateAfter(stuck).stage.kind).toBe('stuck');
    expect(stateAfter(stuck, { kind: 'connected' }).stage.kind).toBe('reading');
  });
});

test('another level begins anew, and an answer to the older question changes nothing', () => {
  const chosen = stateAfter(
    read([lineOf(1)]),
    { kind: 'searched', text: 'run' },
    { kind: 'levelChosen', level: 'error' },
  );
  expect(chosen).toMatchObject({ lines: [], cursor: null, search: 'run', stage: { kind: 'reading' } });
  expect(reduceLog(chosen, read([lineOf(2)])).lines).toEqual([]);
  expect(reduceLog(chosen, read([lineOf(2)], 'c', 1)).lines).toHaveLength(1);
});

test('what is shown has the searched text in its sentence or its facts, the newest first', () => {
  const lines = [lineOf(1, 'run started'), lineOf(2, 'agent started'), lineOf(3, 'run ended')];
  expect(shownLines({ lines, search: 'RUN ' }).map(({ message }) => message)).toEqual([
    'run ended',
    'agent started',
    'run started',
  ]);
  expect(shownLines({ lines, search: 'run=2' }).map(({ message }) => message)).toEqual(['agent started']);
});

test('what is saved has the oldest first, and the newest of what fits', () => {
  const shown = shownLines({ lines: linesOf(3), search: '' });
  expect(exportText(shown, 10_000).split('\n')).toEqual([...linesOf(3).map(lineText), '']);
  const longest = 2 * (lineText(lineOf(1)).length + 1);
  expect(exportText(shown, longest).split('\n')).toEqual([...linesOf(3).slice(1).map(lineText), '']);
});
