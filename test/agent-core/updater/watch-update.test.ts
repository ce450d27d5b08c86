import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readWatchLine, watchWords } from '../../../agent-core/updater/watch-line.ts';
import { watchUpdate } from '../../../agent-core/updater/watch-update.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

const startedAt = '2026-03-01T01:00:00.000Z';
const watched = { to: '1.1.0', startedAt, shownBy: '2026-03-01T01:20:00.000Z', endedBy: '2026-03-01T02:00:00.000Z' };

/** @param putBack what the package of the version before does with the file in which its updater tells how it is */
async function watch(first: string, putBack: (tell: (text: string) => void, remove: () => void) => void) {
  const updatesDir = temporaryFolder();
  const path = join(updatesDir, 'status.json');
  const tell = (text: string) => writeFileSync(path, text);
  tell(first);
  let nowMs = Date.parse(startedAt);
  const ran: string[] = [];
  const said: string[] = [];
  await watchUpdate({
    updatesDir,
    watched,
    now: () => new Date(nowMs).toISOString(),
    pause: async (milliseconds) => {
      nowMs += milliseconds * 100;
    },
    runWayBack: async () => {
      ran.push(new Date(nowMs).toISOString());
      putBack(tell, () => rmSync(path));
    },
    tell: (text) => said.push(text),
  });
  return { ran, said };
}

const status = (version: string, phase: string) =>
  JSON.stringify({ version, progress: { to: '1.1.0', startedAt, phase } });

test('the package of the version before runs once the time is over, and once is enough', async () => {
  const { ran, said } = await watch(status('1.0.0', 'installing'), (tell) => tell(status('1.0.0', 'returning')));
  expect(ran).toHaveLength(1);
  expect(ran[0]?.slice(0, 16)).toBe('2026-03-01T01:20');
  expect(said).toHaveLength(1);
});

test('it runs twice when the first time changed nothing, and then it is said that nobody could help', async () => {
  const { ran, said } = await watch(status('1.0.0', 'installing'), () => {});
  expect(ran).toHaveLength(2);
  // A server that starts has other things to do first.
  const [first = 0, second = 0] = ran.map((at) => Date.parse(at));
  expect(second - first).toBeGreaterThanOrEqual(5 * 60_000);
  expect(said.at(-1)).toBe('the version before could not be put back');
});

test('what nobody understands counts as silence, and a file that is gone means that nothing is installed any more', async () => {
  expect((await watch('no JSON', (tell) => tell(status('1.0.0', 'restoring')))).ran).toHaveLength(1);
  expect((await watch(status('1.1.0', 'ended'), () => {})).ran).toHaveLength(0);
  expect((await watch(status('1.0.0', 'installing'), (_tell, remove) => remove())).ran).toHaveLength(1);
});

test('it is told on its command line what to watch, word for word, and starts with nothing else', () => {
  const line = { updatesDir: '/with a space', watched, packagePath: '/with "marks"' };
  expect(readWatchLine(watchWords(line))).toEqual(line);
  expect(() => readWatchLine([])).toThrow();
  expect(() => readWatchLine(['/a', JSON.stringify({ ...watched, endedBy: 'never' }), '/b'])).toThrow();
});
