import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { Command } from '../../../../agent-core/cli/command.ts';
import { parseCommandLine } from '../../../../agent-core/cli/command-line.ts';
import { logCommand } from '../../../../agent-core/cli/commands/log.ts';
import { removeCommand } from '../../../../agent-core/cli/commands/remove.ts';
import { repairCommand } from '../../../../agent-core/cli/commands/repair.ts';
import { pauseCommand, resumeCommand } from '../../../../agent-core/cli/commands/schedule.ts';
import { statusCommand } from '../../../../agent-core/cli/commands/status.ts';
import type { LogLine } from '../../../../agent-core/contract/log-requests.ts';
import { problem } from '../../../../agent-core/contract/problem.ts';
import { fail, type Result, succeed } from '../../../../agent-core/contract/result.ts';
import { runCommandLine } from '../../../builders/command-context.ts';
import { settings } from '../../../builders/settings.ts';
import { openStubAgent } from '../../../builders/stub-agent.ts';
import { temporaryFolder } from '../../../builders/temporary-folder.ts';

const line = (message: string): LogLine => ({
  at: '2026-03-02T08:00:00.000Z',
  level: 'warn',
  message,
  fields: { run: '7', applied: 3 },
});

describe('pause and resume', () => {
  test('ask the agent and say what that means', async () => {
    const pause = vi.fn(() => succeed({}));
    const resume = vi.fn(() => succeed({}));
    const { dataDir } = await openStubAgent({ 'schedule.pause': pause, 'schedule.resume': resume });
    const paused = await runCommandLine(dataDir, pauseCommand).ended;
    expect(paused).toMatchObject({ value: { json: { isPaused: true } } });
    expect(paused.ok ? paused.value.text : '').toContain('bridgehead resume');
    expect(resume).not.toHaveBeenCalled();
    expect(await runCommandLine(dataDir, resumeCommand).ended).toMatchObject({ value: { json: { isPaused: false } } });
    expect([pause.mock.calls.length, resume.mock.calls.length]).toEqual([1, 1]);
  });
});

describe('log', () => {
  test('shows the newest lines, as many and of the level asked for', async () => {
    const read = vi.fn(() => succeed({ lines: [line('trouble')], next: 'agent-2026-03-02-0001.log:9' }));
    const { dataDir } = await openStubAgent({ 'log.read': read });
    const shown = await runCommandLine(dataDir, logCommand, '--level', 'warn', '--lines', '7').ended;
    expect(read).toHaveBeenCalledWith({ cursor: null, limit: 7, level: 'warn' }, expect.anything(), expect.anything());
    expect(shown).toMatchObject({
      value: {
        json: { lines: [line('trouble')] },
        text: '2026-03-02T08:00:00.000Z warn  trouble run=7 applied=3\n',
      },
    });
  });

  test('followed goes on from where it was, until interrupted', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true, advanceTimeDelta: 20 });
    const cursors: (string | null)[] = [];
    const pages = [['a'], ['b'], [], ['c'], []];
    const { dataDir } = await openStubAgent({
      'log.read': ({ cursor }) => {
        const messages = pages[cursors.length] ?? [];
        cursors.push(cursor);
        const place = pages.slice(0, cursors.length).flat().length;
        return succeed({ lines: messages.map(line), next: `agent-2026-03-02-0001.log:${place}` });
      },
    });
    const { shown, ended, interrupt } = runCommandLine(dataDir, logCommand, '--follow');
    await expect.poll(() => shown).toHaveLength(3);
    interrupt();
    expect(await ended).toMatchObject({ ok: true });
    expect(shown.map(({ text }) => text.split(' ')[3])).toEqual(['a', 'b', 'c']);
    expect(cursors.slice(0, 3)).toEqual([null, 'agent-2026-03-02-0001.log:1', 'agent-2026-03-02-0001.log:2']);
    vi.useRealTimers();
  });
});

describe('log of an agent that does not run', () => {
  function logsOf(lines: readonly string[]) {
    const dataDir = temporaryFolder();
    mkdirSync(join(dataDir, 'logs'));
    writeFileSync(join(dataDir, 'logs', 'agent-2026-03-01-0001.log'), `${lines.slice(0, 2).join('\n')}\n`);
    writeFileSync(join(dataDir, 'logs', 'agent-2026-03-02-0001.log'), lines.slice(2).join('\n'));
    return dataDir;
  }
  const stored = (message: string, level: string) =>
    JSON.stringify({ timestamp: '2026-03-02T08:00:00.000Z', level, message, run: '7' });

  test('is read from its files, the newest lines of the level asked for, without what was cut off', async () => {
    const lines = [stored('a', 'warn'), stored('b', 'info'), stored('c', 'warn'), stored('d', 'error'), '{"level":'];
    const dataDir = logsOf(lines);
    const shown = await runCommandLine(dataDir, logCommand, '--level', 'warn', '--lines', '2').ended;
    expect(shown).toMatchObject({
      value: {
        text: '2026-03-02T08:00:00.000Z warn  c run=7\n2026-03-02T08:00:00.000Z error d run=7\n',
      },
    });
  });

  test('is a problem where there is no log, and when it is to be followed', async () => {
    const notRunning = { ok: false, problem: { code: 'control.not-running' } };
    expect(await runCommandLine(temporaryFolder(), logCommand).ended).toMatchObject(notRunning);
    const dataDir = logsOf([stored('a', 'warn')]);
    expect(await runCommandLine(dataDir, logCommand, '--follow').ended).toMatchObject(notRunning);
  });
});

describe('status --watch', () => {
  test('shows the state whenever it changes, until interrupted', async () => {
    const agent = await openStubAgent();
    const { shown, ended, interrupt } = runCommandLine(agent.dataDir, statusCommand, '--watch');
    await expect.poll(() => shown).toHaveLength(1);
    agent.status.changeActivity({ kind: 'protected', problem: problem('data.record-damaged', 'record.db') });
    await expect.poll(() => shown).toHaveLength(2);
    expect(shown[1]).toMatchObject({ json: { state: { activity: { kind: 'protected' } } } });
    interrupt();
    expect(await ended).toMatchObject({ ok: true });
  });

  test('ends with a problem when the agent does', async () => {
    const agent = await openStubAgent();
    const { shown, ended } = runCommandLine(agent.dataDir, statusCommand, '--watch');
    await expect.poll(() => shown).toHaveLength(1);
    await agent.close();
    expect(await ended).toMatchObject({ ok: false, problem: { code: 'control.disconnected' } });
  });
});

describe('repair', () => {
  test('says what is good, what was mended and what a person must do, and fails while something is left', async () => {
    const missing = problem('setup.certificate-missing', 'no certificate was made yet');
    const checks = [
      { name: 'disk', result: 'good', detail: 'there is enough room', problem: null },
      { name: 'dataFolder', result: 'mended', detail: 'rights were taken away', problem: null },
      { name: 'certificate', result: 'person', detail: missing.detail, problem: missing },
    ] as const;
    const { dataDir } = await openStubAgent({ 'agent.repair': () => succeed({ checks }) });
    const repaired = await runCommandLine(dataDir, repairCommand).ended;
    expect(repaired).toMatchObject({ value: { json: { checks }, isFailure: true } });
    const text = repaired.ok ? repaired.value.text : '';
    expect(text).toMatch(/disk +good +there is enough room\n/);
    expect(text).toMatch(/data folder +mended +rights were taken away\n/);
    expect(text).toMatch(/certificate +TO DO\n/);
    expect(text).toContain(missing.remedy);
    expect(text).toContain('1 of 3 need a person.');
  });

  test('succeeds when nothing is left to do', async () => {
    const { dataDir } = await openStubAgent({ 'agent.repair': () => succeed({ checks: [] }) });
    expect(await runCommandLine(dataDir, repairCommand).ended).toMatchObject({ value: { isFailure: false } });
  });
});

describe('remove', () => {
  test.each([[], ['--objects', 'keep']])('with %j and nobody to ask removes nothing', async (...words) => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const remove = vi.fn(() => succeed({}));
    const { dataDir } = await openStubAgent({ 'setup.remove': remove });
    expect(await runCommandLine(dataDir, removeCommand, ...words.flat()).ended).toMatchObject({
      ok: false,
      problem: { code: 'remove.unconfirmed' },
    });
    expect(remove).not.toHaveBeenCalled();
  });

  test('confirmed in the options asks the agent, and says that nothing in the tenant is deleted', async () => {
    const remove = vi.fn(() => succeed({}));
    const { dataDir } = await openStubAgent({ 'setup.remove': remove });
    const removed = await runCommandLine(dataDir, removeCommand, '--objects', 'keep', '--yes').ended;
    expect(remove).toHaveBeenCalledWith({ objects: 'keep' }, expect.anything(), expect.anything());
    expect(removed.ok ? removed.value.text : '').toContain('nothing in the tenant or the directory is deleted');
  });

  describe('of what the account was given in the directory', () => {
    const passwordFile = () => {
      const path = join(temporaryFolder(), 'password');
      writeFileSync(path, 'only once\n');
      return ['--administrator', 'admin@contoso.com', '--password-file', path];
    };
    const agent = async (rightsRemove: () => Result<ReturnType<typeof taken>>) => {
      const remove = vi.fn(() => succeed({}));
      const stub = await openStubAgent({
        'settings.get': () => succeed({ revision: 1, settings: settings() }),
        'rights.remove': rightsRemove,
        'setup.remove': remove,
      });
      return { ...stub, remove };
    };
    const taken = () => ({ removed: [{ where: 'DC=contoso,DC=com', entry: '(A;;RP;;;S-1-5-1)' }], others: [] });
    const words = ['--objects', 'keep', '--yes'];

    test('without an administrator says what stays, and how it is taken back', async () => {
      const { dataDir } = await agent(() => succeed(taken()));
      const removed = await runCommandLine(dataDir, removeCommand, ...words).ended;
      const command = `bridgehead rights remove --domain contoso.com --controllers dc1.contoso.com --security ldaps --account reader@contoso.com --data-dir ${dataDir} --administrator ACCOUNT`;
      expect(removed).toMatchObject({ value: { text: expect.stringContaining(command), json: { takenBack: [] } } });
    });

    test('with one takes it back first', async () => {
      const { dataDir, remove } = await agent(() => succeed(taken()));
      const removed = await runCommandLine(dataDir, removeCommand, ...words, ...passwordFile()).ended;
      const text = expect.stringContaining('reader@contoso.com in contoso.com: rights taken back: 1.');
      expect(removed).toMatchObject({ value: { text, json: { staying: [] } } });
      expect(removed.ok ? removed.value.text : '').not.toContain('the directory is deleted or changed');
      expect(remove).toHaveBeenCalledOnce();
      expect(JSON.stringify(removed)).not.toContain('only once');
    });

    test('says why an account stays that was to be deleted as well', async () => {
      const { dataDir } = await agent(() => succeed(taken()));
      const removed = await runCommandLine(dataDir, removeCommand, ...words, ...passwordFile(), '--with-account').ended;
      expect(removed.ok ? removed.value.text : '').toContain('the account stays: it is no managed account');
    });

    test('takes nothing back for an agent that was never set up, and says that it was not', async () => {
      const remove = vi.fn(() => succeed({}));
      const { dataDir } = await openStubAgent({ 'setup.remove': remove });
      const refused = await runCommandLine(dataDir, removeCommand, ...words, ...passwordFile()).ended;
      expect(refused).toMatchObject({ problem: { code: 'rights.unknown-account' } });
      expect(remove).not.toHaveBeenCalled();
      const removed = await runCommandLine(dataDir, removeCommand, ...words).ended;
      expect(removed).toMatchObject({ value: { json: { wasSetUp: false } } });
      expect(removed.ok ? removed.value.text : '').toMatch(/^There is no set-up to remove/);
    });

    test('forgets nothing when it could not be taken back', async () => {
      const { dataDir, remove } = await agent(() => fail(problem('rights.not-permitted', 'DC=contoso,DC=com')));
      const removed = await runCommandLine(dataDir, removeCommand, ...words, ...passwordFile()).ended;
      expect(removed).toMatchObject({ problem: { code: 'rights.not-permitted' } });
      expect(remove).not.toHaveBeenCalled();
    });
  });
});

test.each<[Command, readonly string[]]>([
  [removeCommand, ['--yes']],
  [logCommand, ['--level', 'loud']],
  [logCommand, ['--lines', '0']],
  [logCommand, ['--lines', '501']],
  [logCommand, ['--lines', 'many']],
  [removeCommand, ['--objects', 'delete']],
  [removeCommand, ['--with-account']],
  [removeCommand, ['--password-file', 'there']],
  [removeCommand, ['--administrator', 'a@b.test', '--domain', 'no domain']],
  [pauseCommand, ['now']],
])('%j is told before anything is done', (command, words) => {
  expect(parseCommandLine([command.name, ...words], [command])).toMatchObject({ kind: 'usage-error' });
});
