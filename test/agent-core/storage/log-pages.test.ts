import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { LogLevel } from '../../../agent-core/contract/log-requests.ts';
import { readLogPage } from '../../../agent-core/storage/log-pages.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

const timestamp = '2026-03-02T08:00:00.000Z';
const line = (message: string, level: LogLevel = 'info') =>
  `${JSON.stringify({ level, message, timestamp, run: 'é' })}\n`;
const first = 'agent-2026-03-02-0001.log';
const second = 'agent-2026-03-03-0001.log';

function logOf(files: Readonly<Record<string, string>>) {
  const dir = temporaryFolder();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(dir, name), content);
  const read = (cursor: string | null, limit = 100, level: LogLevel = 'debug') => {
    const page = readLogPage(dir, { cursor, limit, level });
    if (!page.ok) throw new Error(page.problem.code);
    return { ...page.value, messages: page.value.lines.map(({ message }) => message) };
  };
  return { dir, read };
}

describe('without a cursor', () => {
  test('the newest lines are read, the oldest of them first', () => {
    const { read } = logOf({ [first]: line('a') + line('b'), [second]: line('c') });
    expect(read(null).messages).toEqual(['a', 'b', 'c']);
    expect(read(null, 2).messages).toEqual(['b', 'c']);
    expect(read(null, 1).lines).toEqual([{ at: timestamp, level: 'info', message: 'c', fields: { run: 'é' } }]);
  });

  test('a level shows the more severe ones, too', () => {
    const { read } = logOf({
      [first]: line('e', 'error') + line('w', 'warn') + line('i', 'info') + line('d', 'debug'),
    });
    expect(read(null, 100, 'warn').messages).toEqual(['e', 'w']);
    expect(read(null, 100, 'debug').messages).toEqual(['e', 'w', 'i', 'd']);
  });

  test('there is nothing before the first line', () => {
    expect(logOf({}).read(null)).toMatchObject({ lines: [], next: null });
  });

  test('a long log is looked through no further than a page allows', () => {
    const { read } = logOf({ [first]: line('x'.repeat(1_000)).repeat(3_000), [second]: line('newest') });
    const { messages } = read(null, 500, 'debug');
    expect(messages.at(-1)).toBe('newest');
    expect(read(null, 500, 'error').messages).toEqual([]);
  });
});

describe('with a cursor', () => {
  test('only what came after it is read, over the end of a file', () => {
    const { dir, read } = logOf({ [first]: line('a') });
    const { next } = read(null);
    expect(read(next).messages).toEqual([]);
    appendFileSync(join(dir, first), line('b'));
    writeFileSync(join(dir, second), line('c'));
    const page = read(next);
    expect(page.messages).toEqual(['b', 'c']);
    expect(read(page.next).messages).toEqual([]);
  });

  test('every line is read once, however small the pages are', () => {
    const { read } = logOf({ [first]: line('a') + line('b') + line('c'), [second]: line('d') });
    const messages: string[] = [];
    let cursor: string | null = `${first}:0`;
    for (let index = 0; index < 6; index += 1) {
      const page: ReturnType<typeof read> = read(cursor, 1);
      messages.push(...page.messages);
      cursor = page.next;
    }
    expect(messages).toEqual(['a', 'b', 'c', 'd']);
  });

  test('a line that is still being written is read when it is whole', () => {
    const { dir, read } = logOf({ [first]: line('a') + line('b').slice(0, 20) });
    const page = read(null);
    expect(page.messages).toEqual(['a']);
    appendFileSync(join(dir, first), line('b').slice(20));
    expect(read(page.next).messages).toEqual(['b']);
  });

  test('a file that was removed meanwhile is skipped', () => {
    const { dir, read } = logOf({ [first]: line('a'), [second]: line('b') });
    rmSync(join(dir, first));
    expect(read(`${first}:5`).messages).toEqual(['b']);
  });

  test('what is no line is left out', () => {
    const { read } = logOf({ [first]: `nonsense\n[1]\n{"level":"loud"}\n${line('a')}` });
    expect(read(`${first}:0`).messages).toEqual(['a']);
  });

  test.each(['', 'somewhere', `../../etc/passwd:0`, `${first}:-1`, `/etc/${first}:0`])('%j is no place', (cursor) => {
    const page = readLogPage(temporaryFolder(), { cursor, limit: 1, level: 'info' });
    expect(page).toMatchObject({ ok: false, problem: { code: 'log.unknown-cursor' } });
  });
});
