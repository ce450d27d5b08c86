import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { problem } from '../../../agent-core/contract/problem.ts';
import { fail } from '../../../agent-core/contract/result.ts';
import { startAgent } from '../../../agent-core/service/start-agent.ts';
import { openRecordDatabase } from '../../../agent-core/storage/record-database.ts';
import { createRunHistory } from '../../../agent-core/storage/run-history.ts';
import { createSettingsStore } from '../../../agent-core/storage/settings-store.ts';
import { directoryUser, disabledAccount } from '../../builders/directory-object.ts';
import { drivenClock } from '../../builders/driven-clock.ts';
import { limits } from '../../builders/guard-settings.ts';
import { runIdFor } from '../../builders/identifiers.ts';
import { runReport } from '../../builders/run-report.ts';
import { settings } from '../../builders/settings.ts';
import { agentIn, finishedRun, setUp } from '../../builders/started-agent.ts';
import { connectClient } from '../../builders/stub-agent.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

/** A run of a real agent, on a machine that does other things too. */

beforeEach(() => {
  // The agent tells its story on standard error, too; here nobody reads it.
  const { _stderr: standardError } = console as unknown as { readonly _stderr: Writable };
  vi.spyOn(standardError, 'write').mockReturnValue(true);
});

test('an agent in quarantine runs once a day, also after a restart, until a run of a person goes better', async () => {
  const dataDir = temporaryFolder();
  const { start, clock } = agentIn(dataDir);
  const stop = await start();
  const client = await connectClient(dataDir);
  await client.request('certificate.create', {});
  await client.request('setup.apply', setUp);
  await finishedRun(dataDir);
  await stop();
  const [path, backupsDir] = [join(dataDir, 'record.db'), join(dataDir, 'backups')];
  const record = openRecordDatabase({ path, backupsDir, now: clock.now(), isNewRecordWanted: false });
  if (record.kind !== 'open') throw new Error(record.kind);
  const begun = createRunHistory(record.database, clock).begin(runIdFor(1), clock.now(), 'a test');
  const quarantine = problem('run.quarantined', '6000 of 10000');
  if (!begun.ok || !begun.value.finish(runReport({ quarantine })).ok) throw new Error('the record is not written');
  record.database.close();

  await start();
  const again = await connectClient(dataDir);
  expect(await again.request('state.read', {})).toMatchObject({
    value: { schedule: { intervalSeconds: 86_400 }, problems: [{ code: 'run.quarantined' }] },
  });
  await finishedRun(dataDir);
  expect(await again.request('state.read', {})).toMatchObject({
    value: { schedule: { intervalSeconds: 120 }, problems: [] },
  });
});

describe('an agent', () => {
  test('is set up, runs, and knows of it after a restart', async () => {
    const dataDir = temporaryFolder();
    const { start, sides } = agentIn(dataDir);
    const stop = await start();
    const client = await connectClient(dataDir);
    expect(await client.request('certificate.create', {})).toMatchObject({ ok: true });
    expect(await client.request('setup.apply', setUp)).toMatchObject({ ok: true });
    const report = await finishedRun(dataDir);
    expect(report).toMatchObject({ ok: true, value: { result: 'succeeded', counts: { applied: 1 } } });
    await stop();
    await client.closed;

    await start();
    const again = await connectClient(dataDir);
    const state = await again.request('state.read', {});
    expect(state).toMatchObject({ value: { activity: { kind: 'idle' }, lastRun: report.ok ? report.value : null } });
    expect(await finishedRun(dataDir)).toMatchObject({ value: { counts: { applied: 0, unchanged: 1 } } });
    expect(sides.tenant.users).toHaveLength(1);
  });

  test('runs by itself every interval, unless it was paused, and stays paused over a restart', async () => {
    const dataDir = temporaryFolder();
    const { start, sides, clock } = agentIn(dataDir);
    const stop = await start();
    const client = await connectClient(dataDir);
    await client.request('certificate.create', {});
    await client.request('setup.apply', setUp);
    const read = async () => {
      const state = await (await connectClient(dataDir)).request('state.read', {});
      return state.ok ? state.value : null;
    };
    expect((await read())?.schedule).toEqual({
      isPaused: false,
      nextRunAt: '2026-03-02T08:02:00.000Z',
      intervalSeconds: 120,
    });
    clock.advance(120_000);
    await expect.poll(async () => (await read())?.lastRun).toMatchObject({ result: 'succeeded' });
    expect(sides.tenant.users).toHaveLength(1);
    clock.advance(60_000);
    expect(await client.request('setup.apply', setUp)).toMatchObject({ ok: true });
    expect((await read())?.schedule.nextRunAt, 'counted from the set-up').toBe('2026-03-02T08:05:00.000Z');
    expect(await client.request('schedule.pause', {})).toEqual({ ok: true, value: {} });
    await stop();

    await start();
    clock.advance(3_600_000);
    const paused = await read();
    expect(paused?.schedule).toEqual({ isPaused: true, nextRunAt: null, intervalSeconds: 120 });
    expect(paused?.lastRun?.startedAt).toBe('2026-03-02T08:02:00.000Z');
    expect(await finishedRun(dataDir)).toMatchObject({ value: { result: 'succeeded' } });
    await (await connectClient(dataDir)).request('schedule.resume', {});
    expect((await read())?.schedule.nextRunAt).toBe('2026-03-02T09:05:00.000Z');
    const settings = await (await connectClient(dataDir)).request('settings.get', {});
    expect(settings).toMatchObject({ value: { revision: 4 } });
  });

  test('R10, R12: counts what was done, and keeps what was approved, over restarts; the audit trail says by whom', async () => {
    const dataDir = temporaryFolder();
    const { start, sides } = agentIn(dataDir);
    for (const name of ['bob', 'cyd', 'dan']) sides.directory.add(directoryUser(name));
    let stop = await start();
    const restart = async () => {
      await stop();
      stop = await start();
      return connectClient(dataDir);
    };
    let client = await connectClient(dataDir);
    await client.request('certificate.create', {});
    const guard = limits({ disables: { count: 1, percent: 100 } });
    await client.request('setup.apply', { ...setUp, settings: settings({ guard }) });
    await finishedRun(dataDir);
    const leave = (name: string) => sides.directory.change(name, { userAccountControl: disabledAccount });
    leave('ada');
    expect(await finishedRun(dataDir)).toMatchObject({ value: { counts: { applied: 1, held: 0 } } });

    leave('bob');
    client = await restart();
    expect(await finishedRun(dataDir)).toMatchObject({
      value: { counts: { applied: 0, held: 1 }, findings: [{}, { kind: 'disables', found: 1, allowed: 0, held: 1 }] },
    });
    const current = await client.request('approvals.findings', {});
    const finding = current.ok ? current.value.findings[0]?.digest : undefined;
    expect(await client.request('approvals.approve', { person: 'Ada', finding: finding ?? null })).toMatchObject({
      value: { changes: 1 },
    });
    leave('cyd');
    client = await restart();
    expect(await finishedRun(dataDir)).toMatchObject({ value: { counts: { applied: 1, held: 1 } } });
    const trail = await client.request('audit.read', {});
    const acts = trail.ok ? trail.value.items.map(({ act }) => act) : [];
    const people = trail.ok ? trail.value.items.map(({ by }) => by.replace(/ \(test.*/, '')) : [];
    expect(new Set(people)).toEqual(new Set(['ada', 'Ada (said by them) from the account ada']));
    expect(acts).toEqual(['setUp', 'runStarted', 'runStarted', 'runStarted', 'approved', 'runStarted']);
    expect(await client.request('audit.verify', {})).toMatchObject({ value: { entries: 6, broken: null } });
  });

  test('on a disk that is nearly full says so, starts no run, and goes on when there is room', async () => {
    const dataDir = temporaryFolder();
    const { start, clock } = agentIn(dataDir);
    let freeBytes = 1e9;
    await start({ readFreeBytes: () => freeBytes });
    const client = await connectClient(dataDir);
    await client.request('certificate.create', {});
    await client.request('setup.apply', setUp);
    const read = async () => {
      const state = await client.request('state.read', {});
      return state.ok ? state.value : null;
    };
    freeBytes = 1e8;
    clock.advance(120_000);
    expect(await read()).toMatchObject({ lastRun: null, problems: [{ code: 'data.disk-full' }] });
    expect(await finishedRun(dataDir).catch((error: Error) => error.message)).toBe('data.disk-full');
    freeBytes = 1e9;
    clock.advance(120_000);
    await expect.poll(async () => (await read())?.lastRun).not.toBeNull();
    expect((await read())?.problems).toEqual([]);
  });

  test('shows its log', async () => {
    const dataDir = temporaryFolder();
    await (await agentIn(dataDir)).start();
    const client = await connectClient(dataDir);
    const page = await client.request('log.read', {});
    expect(page).toMatchObject({ value: { lines: [{ level: 'info', message: 'agent started' }] } });
    const next = page.ok ? page.value.next : null;
    expect(await client.request('log.read', { cursor: next })).toEqual({ ok: true, value: { lines: [], next } });
  });

  test('that died in the middle of a run says so when it starts again', async () => {
    const dataDir = temporaryFolder();
    const { start } = agentIn(dataDir);
    await (await start())();
    const { path, backupsDir } = { path: join(dataDir, 'record.db'), backupsDir: join(dataDir, 'backups') };
    const record = openRecordDatabase({ path, backupsDir, now: '2026-03-02T08:00:00.000Z', isNewRecordWanted: false });
    if (record.kind === 'protected') throw new Error(record.problem.detail);
    const saved = { settings: settings(), tenantDisplayName: 'Contoso', passwordSecrets: { 'contoso.com': 'p' } };
    createSettingsStore(record.database).save(saved, 'now', 'a test');
    createRunHistory(record.database, drivenClock()).begin(runIdFor(1), '2026-03-02T07:00:00.000Z', 'a test');
    record.database.close();
    const stop = await start();
    const client = await connectClient(dataDir);
    expect(await client.request('state.read', {})).toMatchObject({
      value: { lastRun: { runId: runIdFor(1), result: 'failed', problems: [{ code: 'run.interrupted' }] } },
    });
    const warned = await client.request('log.read', { level: 'warn' });
    const known = {
      run: runIdFor(1),
      code: 'run.interrupted',
      startedAt: '2026-03-02T07:00:00.000Z',
      applied: 0,
      unknown: 0,
    };
    expect(warned).toMatchObject({
      value: { lines: [{ message: 'The agent ended while a run was in progress.', fields: known }] },
    });
    await stop();
    await start();
    const again = await (await connectClient(dataDir)).request('log.read', { level: 'warn' });
    expect(again.ok && again.value.lines).toHaveLength(1);
  });

  test('keeps other agents out until it has stopped', async () => {
    const dataDir = temporaryFolder();
    const { start, options } = agentIn(dataDir);
    const stop = await start();
    expect(await startAgent(options)).toMatchObject({ ok: false, problem: { code: 'data.in-use' } });
    expect((await connectClient(dataDir)).agent.permissions).toContain('change');
    await stop();
    await start();
  });

  test('whose record was lost after a run knows of the run from the backup', async () => {
    const dataDir = temporaryFolder();
    const { start } = agentIn(dataDir);
    const stop = await start();
    const client = await connectClient(dataDir);
    await client.request('certificate.create', {});
    await client.request('setup.apply', setUp);
    const report = await finishedRun(dataDir);
    await stop();
    const [backup = ''] = readdirSync(join(dataDir, 'backups'));
    copyFileSync(join(dataDir, 'backups', backup), join(dataDir, 'record.db'));
    await start();
    const state = await (await connectClient(dataDir)).request('state.read', {});
    expect(state).toMatchObject({ value: { activity: { kind: 'idle' }, lastRun: report.ok ? report.value : null } });
  });

  test('does not start with a record that cannot be opened, and lets go of the folder', async () => {
    const dataDir = temporaryFolder();
    const { start, options } = agentIn(dataDir);
    await (await start())();
    for (const name of readdirSync(dataDir)) {
      if (name.startsWith('record.db')) rmSync(join(dataDir, name));
    }
    mkdirSync(join(dataDir, 'record.db'));
    expect(await startAgent(options)).toMatchObject({
      ok: false,
      problem: { code: 'data.not-writable', detail: expect.stringContaining(dataDir) },
    });
    rmSync(join(dataDir, 'record.db'), { recursive: true });
    await start();
  });

  test('R36: does not start as an account that may not be the agent’s, and creates nothing', async () => {
    const dataDir = join(temporaryFolder(), 'data');
    const refusal = problem('service.system-on-controller', 'S-1-5-18');
    const started = await startAgent({ ...agentIn(dataDir).options, mayRun: () => fail(refusal) });
    expect(started).toEqual({ ok: false, problem: refusal });
    expect(existsSync(dataDir)).toBe(false);
  });

  test('does not start where the path is too long for its doors, and creates nothing', async () => {
    const dataDir = join(temporaryFolder(), 'x'.repeat(120));
    const { options } = agentIn(dataDir);
    expect(await startAgent(options)).toMatchObject({ ok: false, problem: { code: 'data.path-too-long' } });
    expect(existsSync(dataDir)).toBe(false);
  });
});

describe('an agent with a damaged record', () => {
  async function damaged() {
    const dataDir = temporaryFolder();
    const agent = agentIn(dataDir);
    const stop = await agent.start();
    const client = await connectClient(dataDir);
    await client.request('certificate.create', {});
    await client.request('setup.apply', setUp);
    await stop();
    writeFileSync(join(dataDir, 'record.db'), 'this is no database '.repeat(50));
    return { dataDir, ...agent };
  }

  test('says so and writes nothing, also after a restart, until a new record is begun on purpose', async () => {
    const { dataDir, start, sides } = await damaged();
    for (const _restart of [1, 2]) {
      const stop = await start();
      const client = await connectClient(dataDir);
      expect(await client.request('state.read', {})).toMatchObject({ value: { activity: { kind: 'protected' } } });
      expect(await client.request('run.start', {})).toMatchObject({ problem: { code: 'data.record-damaged' } });
      await stop();
    }
    expect(sides.tenant.writes).toEqual([]);
    await start({ isNewRecordWanted: true });
    const client = await connectClient(dataDir);
    expect(await client.request('state.read', {})).toMatchObject({ value: { activity: { kind: 'unconfigured' } } });
  });
});

test('an agent with a damaged cache says so and rebuilds it without changing anybody', async () => {
  const dataDir = temporaryFolder();
  const { start, sides } = agentIn(dataDir);
  const stop = await start();
  const client = await connectClient(dataDir);
  await client.request('certificate.create', {});
  await client.request('setup.apply', setUp);
  await finishedRun(dataDir);
  await stop();
  const writes = sides.tenant.writes.length;
  for (const suffix of ['-wal', '-shm']) rmSync(join(dataDir, `cache.db${suffix}`), { force: true });
  writeFileSync(join(dataDir, 'cache.db'), 'this is no database '.repeat(50));
  await start();
  const state = await (await connectClient(dataDir)).request('state.read', {});
  expect(state).toMatchObject({ value: { problems: [{ code: 'data.cache-rebuilt' }] } });
  expect(await finishedRun(dataDir)).toMatchObject({ value: { result: 'succeeded', counts: { applied: 0 } } });
  expect(await (await connectClient(dataDir)).request('state.read', {})).toMatchObject({ value: { problems: [] } });
  expect(sides.tenant.writes).toHaveLength(writes);
  expect(existsSync(join(dataDir, 'cache.db'))).toBe(true);
});

test('an agent with a damaged key says so, and makes a new one on request', async () => {
  const dataDir = temporaryFolder();
  const { start } = agentIn(dataDir);
  const stop = await start();
  const client = await connectClient(dataDir);
  await client.request('certificate.create', {});
  await client.request('setup.apply', setUp);
  await stop();
  const secret = join(dataDir, 'secrets', 'tenant-credential');
  writeFileSync(secret, '{"certificatePem": "half of');
  await start();
  const again = await connectClient(dataDir);
  expect(await again.request('state.read', {})).toMatchObject({
    value: { problems: [{ code: 'certificate.damaged' }] },
  });
  expect(await again.request('run.start', {})).toMatchObject({ problem: { code: 'certificate.damaged' } });
  expect(await again.request('certificate.create', {})).toMatchObject({ value: { replacesDamaged: true } });
  expect(await again.request('state.read', {})).toMatchObject({ value: { problems: [] } });
  expect(await finishedRun(dataDir)).toMatchObject({ value: { result: 'succeeded' } });
  const [aside = ''] = readdirSync(join(dataDir, 'secrets')).filter((name) => name.includes('damaged'));
  expect(readFileSync(join(dataDir, 'secrets', aside), 'utf8')).toBe('{"certificatePem": "half of');
});

test('an agent that was killed in the middle of a change says so, and its next run says what became of it', async () => {
  const dataDir = temporaryFolder();
  const { start, sides } = agentIn(dataDir);
  const stop = await start();
  const client = await connectClient(dataDir);
  await client.request('certificate.create', {});
  await client.request('setup.apply', setUp);
  // What the files of the agent hold at the moment it is killed: the account is made, its reply not yet recorded.
  const killedDir = join(temporaryFolder(), 'killed');
  sides.tenant.onWrite(() => {
    cpSync(dataDir, killedDir, { recursive: true, filter: (path) => !path.endsWith('.sock') });
    return null;
  });
  await finishedRun(dataDir);
  sides.tenant.onWrite(null);
  await stop();
  expect(sides.tenant.users).toHaveLength(1);

  const after = agentIn(killedDir);
  await after.start({ connectSides: sides.connectSides });
  const again = await connectClient(killedDir);
  const state = await again.request('state.read', {});
  expect(state).toMatchObject({
    value: { lastRun: { isBroken: true, problems: [{ code: 'run.interrupted' }], counts: { applied: 0, unknown: 1 } } },
  });
  const runId = state.ok ? state.value.lastRun?.runId : undefined;
  if (runId === undefined) throw new Error('there is no run');
  const fateNow = () => again.request('run.entries', { runId });
  expect(await fateNow()).toMatchObject({ value: { items: [{ outcome: { kind: 'unknown', fate: null } }] } });
  expect(await finishedRun(killedDir)).toMatchObject({
    value: { result: 'succeeded', counts: { applied: 0, unchanged: 1 }, settled: [{ runId, fate: 'made' }] },
  });
  expect(await fateNow()).toMatchObject({ value: { items: [{ outcome: { kind: 'unknown', fate: 'made' } }] } });
  expect(sides.tenant.users).toHaveLength(1);
});
