/** The service as an administrator has it where there is no service manager: real commands, a real supervisor, a real agent. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { agentProgram } from '../../../../agent-core/service-host/agent-program.ts';
import { isAlive, type ProcessIdentity } from '../../../../agent-core/service-host/supervisor/process-identity.ts';
import { serviceFilesOf } from '../../../../agent-core/service-host/supervisor/service-files.ts';
import { createSupervisorHost } from '../../../../agent-core/service-host/supervisor/supervisor-host.ts';
import { claimDataFolder } from '../../../../agent-core/storage/data-folder.ts';
import { temporaryFolder } from '../../../builders/temporary-folder.ts';
import { runBridgehead } from '../../../harness/agent-process.ts';

function service() {
  const parentDir = temporaryFolder();
  const dataDir = join(parentDir, 'data');
  const files = serviceFilesOf(dataDir);
  const call = async (verb: string, ...words: readonly string[]) => {
    const said = await runBridgehead(['service', verb, '--json', '--data-dir', dataDir, ...words]);
    return { exitCode: said.exitCode, ...JSON.parse(said.stdout || '{}') };
  };
  const processes = () => {
    const record = files.readRecord();
    return { supervisor: living(record?.supervisor), agent: living(record?.agent) };
  };
  const host = createSupervisorHost({ dataDir, program: agentProgram });
  // Whoever claims the data folder sets it, and other tests share this process.
  const umask = process.umask();
  onTestFinished(() => void process.umask(umask));
  onTestFinished(async () => void (await host.stop()));
  return { parentDir, dataDir, files, host, call, processes };
}

const living = (identity: ProcessIdentity | null | undefined) =>
  identity !== null && identity !== undefined && isAlive(identity) ? identity.pid : null;

test('a service is installed, started, stopped and uninstalled, each twice, and leaves nothing but the data folder', async () => {
  const { parentDir, dataDir, call, processes } = service();
  expect(await call('start')).toMatchObject({ exitCode: 1, problem: { code: 'service.not-installed' } });
  expect([await call('install'), await call('install')]).toMatchObject([{ changed: true }, { changed: false }]);
  expect(await call('status')).toMatchObject({ exitCode: 0, host: 'supervisor', service: { kind: 'stopped' } });

  expect(await call('start')).toMatchObject({ exitCode: 0, changed: true, health: { kind: 'healthy' } });
  const { agent } = processes();
  expect(await call('start')).toMatchObject({ exitCode: 0, changed: false, service: { pid: agent } });
  expect(await call('status')).toMatchObject({ exitCode: 0, service: { kind: 'running', pid: agent, restarts: 0 } });

  expect([await call('stop'), await call('stop')]).toMatchObject([{ changed: true }, { changed: false }]);
  expect(processes()).toEqual({ supervisor: null, agent: null });
  expect(lastLine(dataDir)).toContain('agent stopped');
  expect([await call('uninstall'), await call('uninstall')]).toMatchObject([{ changed: true }, { changed: false }]);
  expect(readdirSync(parentDir)).toEqual(['data']);
});

const linesOf = (dataDir: string): readonly string[] => {
  const logsDir = join(dataDir, 'logs');
  if (!existsSync(logsDir)) return [];
  // One for each day, and midnight may come.
  return readdirSync(logsDir)
    .toSorted()
    .flatMap((name) => readFileSync(join(logsDir, name), 'utf8').trim().split('\n'));
};
const lastLine = (dataDir: string) => linesOf(dataDir).at(-1);
const startsOf = (dataDir: string) => linesOf(dataDir).filter((line) => line.includes('agent started')).length;

test('an agent that crashes is started again; when the supervisor is killed the agent ends cleanly, and a start begins anew', async () => {
  const { dataDir, host, processes } = service();
  await host.install();
  await host.start();
  await expect.poll(() => lastLine(dataDir)).toContain('agent started');
  const first = processes();
  process.kill(first.agent ?? Number.NaN, 'SIGKILL');
  let second = first;
  await expect
    .poll(() => {
      second = processes();
      return [null, first.agent].includes(second.agent);
    })
    .toBe(false);
  expect(second.supervisor).toBe(first.supervisor);
  expect(await host.read()).toMatchObject({ value: { kind: 'running', pid: second.agent, restarts: 1 } });
  // Before that it has not begun and would not end cleanly.
  await expect.poll(() => startsOf(dataDir)).toBe(2);

  process.kill(second.supervisor ?? Number.NaN, 'SIGKILL');
  await expect.poll(() => processes()).toEqual({ supervisor: null, agent: null });
  expect(lastLine(dataDir)).toContain('agent stopped');
  expect(await host.start()).toEqual({ ok: true, value: true });
});

test('a record that is gone is begun anew by a start that is told to, and by no other', async () => {
  const { dataDir, host, call } = service();
  mkdirSync(dataDir, { mode: 0o700 });
  // What a refused start was told must not be done by the next one.
  expect(await call('start', '--begin-new-record')).toMatchObject({ problem: { code: 'service.not-installed' } });
  expect(readdirSync(dataDir).filter((name) => name.includes('new-record'))).toEqual([]);
  await host.install();
  await call('start');
  expect(await call('start', '--begin-new-record')).toMatchObject({ problem: { code: 'service.must-be-stopped' } });
  await host.stop();
  rmSync(join(dataDir, 'record.db'));
  expect(await call('start')).toMatchObject({ exitCode: 1, health: { kind: 'protected' } });
  await host.stop();
  expect(await call('start', '--begin-new-record')).toMatchObject({ exitCode: 0, health: { kind: 'healthy' } });
});

test('an agent that cannot start is told with what it said last', async () => {
  const { dataDir, call } = service();
  const claimed = claimDataFolder(dataDir);
  if (!claimed.ok) throw new Error(claimed.problem.detail);
  onTestFinished(claimed.value.release);
  await call('install');
  const start = () => call('start', '--timeout', '1');
  expect(await start()).toMatchObject({ exitCode: 1, problem: { code: 'service.not-healthy' } });
  // The first time it may not have said anything yet.
  await expect.poll(async () => (await start()).problem.detail).toContain('[data.in-use]');
});

test('a record that names a process of somebody else ends nobody', async () => {
  const { files, host } = service();
  await host.install();
  const mine = { pid: process.pid, startTicks: '1', bootId: 'another' };
  writeFileSync(
    files.recordPath,
    JSON.stringify({ supervisor: mine, agent: mine, since: '2026-03-02T08:00:00.000Z', restarts: 0 }),
  );
  expect(await host.stop()).toEqual({ ok: true, value: false });
  expect(existsSync(files.recordPath)).toBe(false);
});

test('a stop waits until the agent has ended what it was at', async () => {
  const dir = temporaryFolder();
  const agentPath = join(dir, 'agent.mjs');
  const endedPath = join(dir, 'ended');
  // Stands in for an agent in the middle of a change: it ends two looks of the host after it was told.
  writeFileSync(
    agentPath,
    `import { writeFileSync } from 'node:fs';
    process.on('SIGTERM', () => setTimeout(() => process.exit(writeFileSync('${endedPath}', '')), 300));
    writeFileSync('${endedPath}.ready', '');
    setInterval(() => {}, 1000);`,
  );
  const host = createSupervisorHost({ dataDir: join(dir, 'data'), program: { ...agentProgram, agentPath } });
  await host.install();
  await host.start();
  onTestFinished(async () => void (await host.stop()));
  await expect.poll(() => existsSync(`${endedPath}.ready`)).toBe(true);
  expect(await host.stop()).toEqual({ ok: true, value: true });
  expect(existsSync(endedPath)).toBe(true);
  expect(await host.read()).toEqual({ ok: true, value: { kind: 'stopped' } });
});
