import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { readWatchLine } from '../../../agent-core/updater/watch-line.ts';
import { createWatchService, hostFilename, removeWatchService } from '../../../agent-core/updater/watch-service.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

const startedAt = '2026-03-01T01:00:00.000Z';
const watched = { to: '1.1.0', startedAt, shownBy: startedAt, endedBy: startedAt };

/** What is installed, with a stand-in for the service host that writes down what it is told, and fails at one verb. */
function installed(failing = '') {
  const dir = temporaryFolder();
  const [programDir, updatesDir, callsPath] = ['program', 'updates', 'calls'].map((name) => join(dir, name)) as [
    string,
    string,
    string,
  ];
  mkdirSync(join(programDir, 'updater'), { recursive: true });
  writeFileSync(join(programDir, 'updater', 'watcher.mjs'), '// watches');
  const host = join(programDir, hostFilename);
  const script = `#!/bin/sh\nprintf '%s\\n' "$0" "$@" . >>'${callsPath}'\n[ "$1" != '${failing}' ]\n`;
  writeFileSync(host, script);
  chmodSync(host, 0o755);
  const calls = () => {
    const said = existsSync(callsPath) ? readFileSync(callsPath, 'utf8') : '';
    writeFileSync(callsPath, '');
    return said
      .split('\n.\n')
      .slice(0, -1)
      .map((call) => call.split('\n'));
  };
  const watchDir = join(updatesDir, 'watch');
  const line = { updatesDir, watched, packagePath: join(updatesDir, 'packages', 'bridgehead-1.0.0.exe') };
  return { service: createWatchService(programDir, updatesDir), watchDir, programDir, calls, line };
}

test('whatever it needs is copied to where no installer replaces it, after one that is left of an update before is gone', async () => {
  const { service, watchDir, programDir, calls } = installed();
  expect(await service.keepWatcher()).toMatchObject({ ok: true });
  const names = [basename(process.execPath), hostFilename, 'watcher.mjs'];
  expect(readdirSync(watchDir).toSorted()).toEqual(names.toSorted());
  expect(calls()).toEqual([]);
  writeFileSync(join(programDir, 'updater', 'watcher.mjs'), '// watches better');
  expect(await service.keepWatcher()).toMatchObject({ ok: true });
  expect(readFileSync(join(watchDir, 'watcher.mjs'), 'utf8')).toBe('// watches better');
  expect(calls()).toEqual([[join(watchDir, hostFilename), 'uninstall', '--name', 'BridgeheadWatcher']]);
});

test('it is a service of the system that starts with the computer, kept by the copy of the host, and is started at once', async () => {
  const { service, watchDir, calls, line } = installed();
  await service.keepWatcher();
  expect(await service.startWatcher(line)).toBe(true);
  const [[host, verb, ...words] = [], start] = calls();
  expect([host, verb]).toEqual([join(watchDir, hostFilename), 'install']);
  const valuesOf = (option: string) => words.flatMap((word, at) => (word === option ? [words[at + 1] ?? ''] : []));
  expect(valuesOf('--program')).toEqual([join(watchDir, basename(process.execPath))]);
  const [program, ...told] = valuesOf('--argument');
  expect(program).toBe(join(watchDir, 'watcher.mjs'));
  expect(readWatchLine(told)).toEqual(line);
  expect(words).toEqual(expect.arrayContaining(['--automatic', '--system-service', 'LocalSystem']));
  expect(start).toEqual([join(watchDir, hostFilename), 'start', '--name', 'BridgeheadWatcher']);
});

test.each(['install', 'start'])('an update is not begun where the host cannot %s it', async (verb) => {
  const { service, line } = installed(verb);
  await service.keepWatcher();
  expect(await service.startWatcher(line)).toBe(false);
});

test('at the end it is removed by a program that outlives it', async () => {
  const { service, watchDir, calls } = installed();
  await service.keepWatcher();
  await removeWatchService(watchDir);
  const host = join(watchDir, hostFilename);
  expect(calls()).toEqual([[host, 'detach', '--', host, 'uninstall', '--name', 'BridgeheadWatcher']]);
});
