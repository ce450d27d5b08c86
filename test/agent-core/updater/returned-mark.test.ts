import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { markReturned } from '../../../agent-core/updater/returned-mark.ts';
import { takeSnapshot } from '../../../agent-core/updater/snapshot.ts';
import { fakeMachine } from '../../builders/fake-machine.ts';
import { feedNow } from '../../builders/update-feed.ts';

const mark = { to: '1.1.0', startedAt: feedNow, why: 'its updater did not start' };
const markIn = ({ updatesDir }: { readonly updatesDir: string }) => join(updatesDir, 'returned.json');

test('a version that was put back from outside puts back its data, and never installs the bad one again', async () => {
  const machine = await fakeMachine();
  await takeSnapshot(machine.dataDir, join(machine.updatesDir, 'snapshot'));
  writeFileSync(join(machine.dataDir, 'record.db'), 'of the bad version');
  markReturned(machine.updatesDir, mark);
  const ended = await machine.carryOut({ phase: 'installing', attempts: 1 });
  expect(ended).toMatchObject({ outcome: 'returned', code: 'updates.not-healthy', failedVersions: ['1.1.0'] });
  expect(ended.problem?.detail).toBe('1.1.0: its updater did not start');
  expect(machine.done).not.toContain('update 1.1.0');
  expect(readFileSync(join(machine.dataDir, 'record.db'), 'utf8')).toBe('before');
  expect([machine.isRunning(), existsSync(markIn(machine))]).toEqual([true, false]);
});

test.each([
  ['of another update', { ...mark, startedAt: '2020-01-01T00:00:00.000Z' }],
  ['of another version', { ...mark, to: '1.0.9' }],
])('a mark %s is taken away and changes nothing', async (_what, other) => {
  const machine = await fakeMachine();
  markReturned(machine.updatesDir, other);
  expect(await machine.carryOut()).toMatchObject({ outcome: 'installed', failedVersions: [] });
  expect(existsSync(markIn(machine))).toBe(false);
});

test('what is no mark is none, and the update goes on', async () => {
  const machine = await fakeMachine();
  writeFileSync(markIn(machine), '{"to":"../1.1.0"}');
  expect(await machine.carryOut()).toMatchObject({ outcome: 'installed' });
});
