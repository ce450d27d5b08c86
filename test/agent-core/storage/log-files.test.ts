import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { logFilesIn, openLogFiles } from '../../../agent-core/storage/log-files.ts';
import { drivenClock } from '../../builders/driven-clock.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

const limits = { fileBytes: 100, totalBytes: 300, days: 3, floorBytes: 1000 };
const day = 86_400_000;
const line = (text: string) => `${text.padEnd(39, '.')}\n`;

function logIn(dir: string) {
  const clock = drivenClock();
  let freeBytes = 1_000_000;
  const open = () => {
    const files = openLogFiles({ dir, now: clock.now, readFreeBytes: () => freeBytes, limits });
    onTestFinished(() => files.close());
    return files;
  };
  const contents = () => logFilesIn(dir).map((name) => readFileSync(join(dir, name), 'utf8'));
  const setFree = (bytes: number) => {
    freeBytes = bytes;
  };
  return { clock, open, contents, setFree, names: () => logFilesIn(dir) };
}

describe('the log', () => {
  test('goes on in a new file when one is full, and lines stay whole', () => {
    const log = logIn(temporaryFolder());
    const files = log.open();
    for (const text of ['a', 'b', 'c']) files.append(line(text));
    expect(log.names()).toEqual(['agent-2026-03-02-0001.log', 'agent-2026-03-02-0002.log']);
    expect(log.contents()).toEqual([line('a') + line('b'), line('c')]);
  });

  test('begins a file each day', () => {
    const log = logIn(temporaryFolder());
    const files = log.open();
    files.append(line('monday'));
    log.clock.advance(day);
    files.append(line('tuesday'));
    expect(log.names()).toEqual(['agent-2026-03-02-0001.log', 'agent-2026-03-03-0001.log']);
  });

  test('goes on in the newest file after a restart while it has room', () => {
    const log = logIn(temporaryFolder());
    for (const text of ['a', 'b', 'c']) {
      const files = log.open();
      files.append(line(text));
      files.close();
    }
    expect(log.contents()).toEqual([line('a') + line('b'), line('c')]);
  });

  test('never goes back to an earlier name when the clock does', () => {
    const log = logIn(temporaryFolder());
    const files = log.open();
    files.append(line('a'));
    log.clock.setWallClock(-30 * day);
    for (const text of ['b', 'c']) files.append(line(text));
    expect(log.names()).toEqual(['agent-2026-03-02-0001.log', 'agent-2026-03-02-0002.log']);
  });

  test('keeps no more than its total size', () => {
    const dir = temporaryFolder();
    const log = logIn(dir);
    const files = log.open();
    for (let index = 0; index < 40; index += 1) files.append(line(String(index)));
    const totalBytes = log.names().reduce((sum, name) => sum + statSync(join(dir, name)).size, 0);
    expect(totalBytes).toBeLessThanOrEqual(limits.totalBytes);
    expect(log.contents().join('')).toContain(line('39'));
    expect(log.names()).toHaveLength(3);
  });

  test('keeps nothing that is older than its days', () => {
    const log = logIn(temporaryFolder());
    const files = log.open();
    for (const text of ['1', '2', '3', '4', '5', '6']) {
      files.append(text);
      log.clock.advance(day);
    }
    expect(log.contents()).toEqual(['3', '4', '5', '6']);
  });

  test('leaves files of other names alone, and belongs to its account alone', () => {
    const dir = temporaryFolder();
    writeFileSync(join(dir, 'notes.log'), 'mine');
    const log = logIn(dir);
    const files = log.open();
    for (let index = 0; index < 40; index += 1) files.append(line(String(index)));
    expect(readFileSync(join(dir, 'notes.log'), 'utf8')).toBe('mine');
    expect(statSync(join(dir, log.names()[0] ?? '')).mode & 0o077).toBe(0);
  });

  test('is not written below the floor, and says afterwards how much is missing', () => {
    const log = logIn(temporaryFolder());
    const files = log.open();
    files.append(line('a'));
    log.setFree(limits.floorBytes - 1);
    files.append(line('b'));
    files.append(line('c'));
    expect(log.contents()).toEqual([line('a')]);
    log.setFree(limits.floorBytes);
    files.append(line('d'));
    expect(log.contents().join('')).toContain('"message":"lines of this log were not written","lost":2');
    expect(log.contents().join('')).toContain(line('d'));
  });

  test('that cannot be written stops nobody, and goes on when it can', () => {
    const dir = join(temporaryFolder(), 'logs');
    const log = logIn(dir);
    const files = log.open();
    files.append(line('a'));
    mkdirSync(dir);
    files.append(line('b'));
    expect(log.contents().join('')).toContain('"lost":1');
    expect(log.contents().join('')).toContain(line('b'));
    rmSync(dir, { recursive: true });
  });
});
