import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { SystemdHostOptions } from '../../../../agent-core/service-host/systemd/systemd-host.ts';
import { createSystemdHost } from '../../../../agent-core/service-host/systemd/systemd-host.ts';
import { temporaryFolder } from '../../../builders/temporary-folder.ts';

/** A stand-in for systemctl that writes down how it was called, and answers `show` from a file. */
function machine(options: Partial<SystemdHostOptions> = {}) {
  const dir = temporaryFolder();
  const at = (name: string) => join(dir, name);
  mkdirSync(at('bin'));
  mkdirSync(at('units'));
  const script = `#!/bin/sh\nprintf '%s\\n' "$*" >>'${at('calls')}'\n[ "$1" = show ] && cat '${at('shown')}'\n[ ! -e '${at('refuses')}' ] || { echo 'Access denied' >&2; exit 4; }\n`;
  writeFileSync(at('bin/systemctl'), script);
  chmodSync(at('bin/systemctl'), 0o755);
  vi.stubEnv('PATH', `${at('bin')}:${process.env.PATH}`);
  onTestFinished(() => void vi.unstubAllEnvs());
  const show = (text: string) => writeFileSync(at('shown'), text);
  show('MainPID=0\nNRestarts=0\nExecMainStartTimestamp=\nActiveState=inactive\nSubState=dead\n');
  const host = createSystemdHost({
    dataDir: at('data'),
    program: { runtimePath: '/node', agentPath: '/agent.ts', supervisorPath: '/supervisor.ts' },
    unitDir: at('units'),
    isRoot: true,
    isUsual: true,
    ...options,
  });
  /** What was called since the last time somebody asked. */
  const calls = () => {
    const lines = existsSync(at('calls')) ? readFileSync(at('calls'), 'utf8').trim().split('\n') : [];
    writeFileSync(at('calls'), '');
    return lines.filter((line) => line !== '' && !line.startsWith('show '));
  };
  return { at, host, show, calls, unitPath: at('units/bridgehead.service') };
}

const running = 'MainPID=4711\nNRestarts=2\nExecMainStartTimestamp=@1772438400\nActiveState=active\nSubState=running\n';

test('install writes the unit and makes the data folder, and done again changes nothing', async () => {
  const { at, host, calls, unitPath } = machine();
  expect(await host.install()).toEqual({ ok: true, value: true });
  expect(calls()).toEqual(['daemon-reload', 'enable bridgehead.service']);
  expect(readdirSync(at('units'))).toEqual(['bridgehead.service']);
  expect([statSync(unitPath).mode & 0o777, statSync(at('data')).mode & 0o777]).toEqual([0o644, 0o711]);
  expect(await host.install()).toEqual({ ok: true, value: false });
});

test('R12: who may approve is chosen at installation, stays when it is repeated, and can be taken back', async () => {
  const { host, unitPath } = machine();
  expect(await host.install('root')).toEqual({ ok: true, value: true });
  const unit = readFileSync(unitPath, 'utf8');
  expect(unit).toContain(' "--approvers" "root"\nSupplementaryGroups=root\n');
  expect([await host.install(), host.approvers()]).toEqual([{ ok: true, value: false }, 'root']);
  expect(await host.install('no-such-group')).toMatchObject({ problem: { code: 'agent.unknown-group' } });
  expect([await host.install(null), host.approvers()]).toEqual([{ ok: true, value: true }, null]);
  expect(readFileSync(unitPath, 'utf8')).not.toContain('root"');
});

test('start, stop and restart call systemd once, and not when nothing is left to do', async () => {
  const { host, show, calls } = machine();
  await host.install();
  calls();
  expect([await host.stop(), await host.start()]).toMatchObject([{ value: false }, { value: true }]);
  show(running);
  expect([await host.start(), await host.restart(), await host.stop()]).toMatchObject([
    { value: false },
    { value: true },
    { value: true },
  ]);
  expect(calls()).toEqual(['start', 'restart', 'stop'].map((verb) => `${verb} bridgehead.service`));
});

test.each([
  [running, { kind: 'running', pid: 4711, since: '2026-03-02T08:00:00.000Z', restarts: 2 }],
  ['MainPID=0\nNRestarts=3\nActiveState=activating\nSubState=auto-restart\n', { kind: 'waiting', restarts: 3 }],
  ['MainPID=0\nNRestarts=0\nActiveState=failed\nSubState=failed\n', { kind: 'stopped' }],
])('%j is read as it is meant', async (shown, state) => {
  const { host, show } = machine();
  expect(await host.read()).toEqual({ ok: true, value: { kind: 'notInstalled' } });
  await host.install();
  show(shown);
  expect(await host.read()).toEqual({ ok: true, value: state });
});

test('uninstall stops it and leaves nothing but the data folder', async () => {
  const { at, host, calls } = machine();
  await host.install();
  calls();
  expect(await host.uninstall()).toEqual({ ok: true, value: true });
  expect(calls()).toEqual(['disable --now bridgehead.service', 'reset-failed bridgehead.service', 'daemon-reload']);
  expect([readdirSync(at('units')), existsSync(at('data'))]).toEqual([[], true]);
  expect(await host.uninstall()).toEqual({ ok: true, value: false });
});

test('a unit that somebody else wrote is left alone', async () => {
  const { host, calls, unitPath } = machine();
  writeFileSync(unitPath, '[Service]\nExecStart=/theirs\n');
  for (const refused of [await host.install(), await host.stop(), await host.uninstall()])
    expect(refused).toMatchObject({ ok: false, problem: { code: 'service.foreign-unit', detail: unitPath } });
  expect([calls(), readFileSync(unitPath, 'utf8')]).toEqual([[], '[Service]\nExecStart=/theirs\n']);
});

test('who is not root, what is not installed and what systemd refuses are problems', async () => {
  expect(await machine({ isRoot: false }).host.install()).toMatchObject({ problem: { code: 'service.not-permitted' } });
  const { at, host } = machine();
  expect(await host.start()).toMatchObject({ problem: { code: 'service.not-installed' } });
  writeFileSync(at('refuses'), '');
  expect(await host.install()).toMatchObject({
    problem: { code: 'service.manager-refused', detail: 'systemctl daemon-reload: Access denied' },
  });
});

test('the unit of another data folder has a name of its own', () => {
  expect(machine({ isUsual: false, dataDir: '/srv/second' }).host.name).toMatch(/^bridgehead-[0-9a-f]{8}\.service$/);
});
