import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { succeed } from '../../../agent-core/contract/result.ts';
import { version } from '../../../agent-core/contract/version.ts';
import { buildAgent } from '../../../build/agent/build-agent.ts';
import { fakeRights } from '../../builders/fake-administration.ts';
import { runIdFor } from '../../builders/identifiers.ts';
import { runReport } from '../../builders/run-report.ts';
import { smallestDomain, smallestSettings } from '../../builders/settings.ts';
import { openStubAgent } from '../../builders/stub-agent.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

const source = fileURLToPath(new URL('../../../agent-core/cli/main.ts', import.meta.url));
/** What is installed: it starts in half the time of the source. */
const { commandPath } = await buildAgent();

/** The command as a person would start it. */
const bridgehead = (...words: readonly string[]) => start(commandPath, words);

function start(program: string, words: readonly string[]) {
  return new Promise<{ readonly exitCode: number; readonly stdout: string; readonly stderr: string }>((settle) => {
    const child = execFile(process.execPath, [program, ...words], (_error, stdout, stderr) =>
      settle({ exitCode: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

describe('exit code 2', () => {
  test('a command line that is wrong is told on standard error, with what was meant', async () => {
    const { exitCode, stdout, stderr } = await bridgehead('stauts');
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toBe(
      'bridgehead: there is no command "stauts"; did you mean "status"?\n\n"bridgehead help" shows all commands.\n',
    );
  });
});

describe('exit code 1', () => {
  test('a problem is told on standard error, in words', async () => {
    const dataDir = temporaryFolder();
    const { exitCode, stdout, stderr } = await bridgehead('status', '--data-dir', dataDir);
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^The agent does not answer\.\n/);
    expect(stderr).toContain('[control.not-running]');
  });

  test('with --json the problem is the answer', async () => {
    const { exitCode, stdout } = await bridgehead('run', '--wait', '--json', '--data-dir', temporaryFolder());
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, problem: { code: 'control.not-running' } });
  });

  test('answers that cannot be used never reach the agent, and no password is shown', async () => {
    const path = join(temporaryFolder(), 'answers.json');
    const domains = [{ ...smallestDomain, password: 'correct horse' }];
    writeFileSync(path, JSON.stringify({ ...smallestSettings, domains }));
    const { exitCode, stdout, stderr } = await bridgehead('setup', '--answers', path);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('[answers.invalid]');
    expect(stdout + stderr).not.toContain('horse');
  });

  test('a run that failed is reported, and is still a failure', async () => {
    const agent = await openStubAgent({
      'run.start': () => succeed({ runId: runIdFor(1) }),
      'run.wait': () => succeed(runReport({ result: 'failed' })),
      'run.entries': () => succeed({ items: [], next: null }),
    });
    const { exitCode, stdout } = await bridgehead('run', '--wait', '--json', '--data-dir', agent.dataDir);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, report: { result: 'failed' } });
  });
});

test('what a set-up did on the way is part of the one answer to programs, also when it ends before', async () => {
  const dir = temporaryFolder();
  const [path, password] = [join(dir, 'answers.json'), { file: 'password' }];
  const administrator = { account: 'admin@contoso.com', password };
  const domain = { ...smallestDomain, password, administrator, grantRights: true };
  writeFileSync(path, JSON.stringify({ ...smallestSettings, domains: [domain] }));
  writeFileSync(join(dir, 'password'), 'correct horse\n');
  const agent = await openStubAgent({ 'rights.apply': () => succeed({ ...fakeRights, added: 10 }) });
  const { exitCode, stdout } = await bridgehead('setup', '--answers', path, '--json', '--data-dir', agent.dataDir);
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    ok: false,
    steps: [{ domain: 'contoso.com', rights: { added: 10 } }],
    problem: { code: 'setup.required' },
  });
});

describe('exit code 0', () => {
  test('an answer goes to standard output, in words or as JSON', async () => {
    const agent = await openStubAgent();
    const words = await bridgehead('status', '--data-dir', agent.dataDir);
    expect(words).toEqual({
      exitCode: 0,
      stdout: `The agent is running and has not been set up yet.\nThe wizard of the window does it, or "bridgehead setup --answers FILE" (see "bridgehead help setup").\nAgent version ${version}.\n`,
      stderr: '',
    });
    const json = await bridgehead('status', '--json', '--data-dir', agent.dataDir);
    expect(JSON.parse(json.stdout)).toEqual({ ok: true, state: agent.status.read() });
  });

  test('a character that nobody sees is escaped in words, and stays what it is in JSON', async () => {
    const broken = { sequence: 3, reason: 'not by Bo\u200bb' };
    const agent = await openStubAgent({ 'audit.verify': () => succeed({ entries: 2, broken }) });
    const words = await bridgehead('audit', '--verify', '--data-dir', agent.dataDir);
    expect(words.stdout).toContain('not by Bo\\u200bb');
    const json = await bridgehead('audit', '--verify', '--json', '--data-dir', agent.dataDir);
    expect(JSON.parse(json.stdout)).toMatchObject({ broken });
  });

  test('a reader that stops early ends the command quietly', async () => {
    const child = spawn(process.execPath, [commandPath, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    const said: string[] = [];
    child.stderr.setEncoding('utf8').on('data', (text: string) => void said.push(text));
    const [exitCode] = await once(child, 'close');
    expect([exitCode, said.join('')]).toEqual([0, '']);
  });

  test('help for the first word of several commands lists them', async () => {
    const { exitCode, stdout } = await bridgehead('help', 'settings');
    expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/\n {2}settings get .*\n {2}settings set /s)]);
    expect(stdout).not.toContain('\n  run ');
  });

  test('--version and --help answer by themselves', async () => {
    expect(await bridgehead('--version')).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: '' });
    expect(await start(source, ['--version'])).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: '' });
    expect((await bridgehead('--help')).stdout).toMatch(/^Usage: bridgehead COMMAND \[OPTIONS\]\n\nSet up\n {2}setup /);
  });
});
