import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { putBackFilename } from '../../../agent-core/contract/data-files.ts';
import { buildPrograms, firstVersion, installedMachine, patience } from '../../builders/updated-machine.ts';

let programs = '';
beforeAll(async () => {
  programs = await mkdtemp(join(tmpdir(), 'bh-programs-'));
  await buildPrograms(programs);
});
afterAll(() => rm(programs, { recursive: true, force: true }));

const newer = '99.0.0';
const ask = { kind: 'install', channel: 'stable', version: newer } as const;

test('a signed newer version takes the place of the one that runs, the updater with it, also when that was killed in the middle', async () => {
  const machine = await installedMachine(programs);
  await machine.install();
  await machine.publish(newer);
  const found = await machine.ask({ kind: 'check', channel: 'stable' });
  expect(found.offer).toMatchObject({ problem: null, releases: [{ version: newer, isOurTurn: true }] });
  // The first time, the package never comes.
  let isHeld = false;
  machine.server.answerOnce(/^stable\/bridgehead-99\.0\.0-[a-z0-9-]+$/, () => {
    isHeld = true;
  });
  await machine.ask(ask);
  await machine.until(() => isHeld, 'held');
  await machine.killUpdater();
  expect(await machine.ended()).toMatchObject({ from: firstVersion, to: newer, outcome: 'installed', problem: null });
  expect(machine.readStatus()).toMatchObject({ version: newer, failedVersions: [] });
  expect(machine.readLog()).toContain(`detach bridgehead-${newer}.exe S --updated`);
  expect(existsSync(join(machine.dataDir, putBackFilename))).toBe(false);
});

test('a version whose agent does not start makes room for the one before, with what it had stored', async () => {
  const machine = await installedMachine(programs);
  await machine.install();
  await machine.publish(newer, (dir) =>
    // It starts, spoils what is there and ends.
    writeFileSync(
      join(dir, 'service', 'main.mjs'),
      `import { writeFileSync } from 'node:fs'; writeFileSync(process.argv[3] + '/record.db', 'spoiled'); process.exit(1);`,
    ),
  );
  await machine.ask(ask);
  await machine.until(() => machine.readStatus()?.progress?.phase === 'checking', 'checking');
  const record = join(machine.dataDir, 'record.db');
  await machine.until(() => existsSync(record) && readFileSync(record, 'utf8') === 'spoiled', 'spoiled');
  machine.letPass(patience.healthSeconds);
  expect(await machine.ended()).toMatchObject({ outcome: 'returned', problem: { code: 'updates.not-healthy' } });
  expect(machine.readStatus()).toMatchObject({ version: firstVersion, failedVersions: [newer] });
  expect(machine.readLog()).toContain(`detach bridgehead-${firstVersion}.exe S --updated RETURN`);
  expect(readFileSync(join(machine.dataDir, 'record.db')).subarray(0, 15).toString()).toBe('SQLite format 3');
  expect(existsSync(join(machine.dataDir, putBackFilename))).toBe(true);
});

test('a version whose updater does not start is put back from outside, also after a restart, with what was stored, and is remembered as bad', async () => {
  const machine = await installedMachine(programs);
  await machine.install();
  await machine.publish(newer, (dir) => writeFileSync(join(dir, 'updater', 'main.mjs'), 'process.exit(1);'));
  await machine.ask(ask);
  await machine.until(() => machine.pidOf('BridgeheadWatcher') !== null, 'watched');
  await machine.restartWatcher();
  await machine.installed(newer);
  expect(machine.readStatus()?.progress?.phase).toBe('installing');
  // And the tenth by which whoever watches waits longer.
  machine.letPass(patience.installSeconds * 1.1);
  expect(await machine.ended()).toMatchObject({
    outcome: 'returned',
    problem: { code: 'updates.not-healthy', detail: expect.stringContaining('its updater did not start') },
  });
  expect(machine.readStatus()).toMatchObject({ version: firstVersion, failedVersions: [newer] });
  expect(readFileSync(join(machine.dataDir, 'record.db')).subarray(0, 15).toString()).toBe('SQLite format 3');
  expect(existsSync(join(machine.dataDir, putBackFilename))).toBe(true);
});
