import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { fetchOlderNode } from '../../../build/older-node/fetch-older-node.ts';
import {
  type AgentProcess,
  type CommandResult,
  runBridgehead,
  startAgentProcess,
  startAgentWith,
} from '../../harness/agent-process.ts';
import { askAgent } from '../../harness/command-line.ts';
import { expectDone, registerAgent, setUpAgent, writeAnswers } from '../../harness/set-up.ts';
import { changeUser } from '../../lab/directory/administer-directory.ts';
import { seedCounts } from '../../lab/directory/seed/seed-counts.ts';
import { openLabDoor } from '../../lab/open-lab-door.ts';
import type { LabClient } from '../../lab/tenant/lab-client.ts';

const lab = inject('lab');
let dir: string;
let door: LabClient;
const running = new Set<AgentProcess>();

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'bridgehead-agent-'));
  door = await openLabDoor(lab);
});
afterEach(async () => {
  await door.clearFaults();
  for (const agent of running) await agent.kill();
  running.clear();
});
afterAll(async () => {
  await door.close();
  await rm(dir, { recursive: true, force: true });
});

async function startAgent(name: string, ...options: readonly string[]): Promise<AgentProcess> {
  const agent = await startAgentProcess(join(dir, name), ...options);
  running.add(agent);
  return agent;
}

interface Output {
  readonly ok: boolean;
  readonly problem?: { readonly code: string; readonly title: string; readonly remedy: string };
  readonly report?: {
    readonly result: string;
    readonly counts: Record<string, number>;
    readonly problems: { code: string }[];
  };
  readonly entries?: readonly {
    readonly outcome?: { readonly kind: string; readonly change: { readonly attributes: unknown } };
  }[];
  readonly state?: {
    readonly activity: { readonly kind: string };
    readonly problems: { code: string }[];
    readonly lastRun: unknown;
  };
}

/** Runs a command with --json; a problem must have come with exit code 1. */
async function ask(agent: AgentProcess, ...commandLine: readonly string[]): Promise<Output> {
  return readOutput(await askAgent(agent, ...commandLine, '--json'));
}

function readOutput({ exitCode, stdout }: CommandResult): Output {
  const output: Output = JSON.parse(stdout);
  expect(exitCode).toBe(output.ok ? 0 : 1);
  return output;
}

/** One folder for all of them: it is set up by the first, and in step whenever another begins. */
describe('the whole way, with a real agent in a process of its own', () => {
  test('everybody appears, the second run changes nothing, one edit makes one change', async () => {
    const agent = await startAgent('whole');
    await setUpAgent(agent, door, lab);
    const plan = await ask(agent, 'plan');
    const first = await ask(agent, 'run', '--wait');
    expect(plan.entries).toHaveLength(first.entries?.length ?? -1);
    expect(first.report).toMatchObject({ result: 'succeeded', counts: { failed: 0, held: 0 } });
    const second = await ask(agent, 'run', '--wait');
    expect(second).toMatchObject({
      entries: [],
      report: { counts: { unchanged: seedCounts.users + seedCounts.groups, applied: 0 } },
    });

    await changeUser(lab, 'anna.schmidt', { department: 'Treasury' });
    const third = await ask(agent, 'run', '--wait');
    expect(third.entries).toHaveLength(1);
    expect(third.entries?.[0]?.outcome).toMatchObject({
      kind: 'applied',
      change: { kind: 'update', attributes: [{ name: 'department', after: 'Treasury' }] },
    });
    expect(await agent.stop()).toBe(0);
  });

  test('a lost cache is rebuilt by one run that changes nothing, and a damaged one is set aside', async () => {
    await rm(join(dir, 'whole', 'cache.db'));
    const second = await startAgent('whole');
    expect(await ask(second, 'run', '--wait')).toMatchObject({ entries: [], report: { result: 'succeeded' } });
    await second.stop();
    running.delete(second);

    await writeFile(join(dir, 'whole', 'cache.db'), 'this is no database at all');
    const third = await startAgent('whole');
    const { state } = await ask(third, 'status');
    // The account of the lab's agents has no extra right, which an agent says as soon as it has looked.
    const others = state?.problems.filter(({ code }) => code !== 'rights.missing');
    expect(others).toMatchObject([{ code: 'data.cache-rebuilt' }]);
    expect(await ask(third, 'run', '--wait')).toMatchObject({ entries: [], report: { result: 'succeeded' } });
    const asideNames = (await readdir(join(dir, 'whole'))).filter((name) => name.startsWith('cache.db.damaged-'));
    expect(asideNames.length).toBeGreaterThan(0);
    expect(await third.stop()).toBe(0);
  });

  test('killed in the middle of a run, the agent reports it as interrupted and the next run ends the work without doubles', async () => {
    const agent = await startAgent('whole');
    for (const department of ['Killed 1', 'Killed 2']) await changeUser(lab, 'emil.holm', { department });
    await changeUser(lab, 'astrid.berg', { department: 'Killed 3' });
    await door.setFaults([
      { match: { method: 'PATCH', path: '/v1.0/users/*' }, after: 1, times: 9, fault: { kind: 'silence' } },
    ]);
    await door.clearJournal();
    expectDone(await askAgent(agent, 'run'));
    const sent = async () => (await door.journal()).entries.filter((entry) => entry.method === 'PATCH').length;
    await expect.poll(sent).toBeGreaterThanOrEqual(1);
    await agent.kill();
    running.delete(agent);
    await door.clearFaults();

    const next = await startAgent('whole');
    expect((await ask(next, 'status')).state?.lastRun).toMatchObject({ problems: [{ code: 'run.interrupted' }] });
    expect(await ask(next, 'run', '--wait')).toMatchObject({ report: { result: 'succeeded' } });
    expect(await ask(next, 'run', '--wait')).toMatchObject({ entries: [] });
    const anchors = (await door.state()).users
      .map((user) => user.onPremisesImmutableId)
      .filter((anchor) => anchor !== undefined);
    expect(new Set(anchors).size).toBe(anchors.length);
    expect(await next.stop()).toBe(0);
  });

  test('a damaged record is set aside; the agent refuses to write until it is restored, as the remedy says', async () => {
    const recordPath = join(dir, 'whole', 'record.db');
    await truncate(recordPath, 5_000);

    for (const _again of [1, 2]) {
      const broken = await startAgent('whole');
      expect((await ask(broken, 'status')).state?.activity).toMatchObject({ kind: 'protected' });
      const refused = await ask(broken, 'run', '--wait');
      expect(refused.problem).toMatchObject({ code: 'data.record-damaged', remedy: expect.stringContaining('backup') });
      await broken.stop();
      running.delete(broken);
    }
    expect((await door.state()).users.length).toBeGreaterThan(seedCounts.users);

    const [backup] = await readdir(join(dir, 'whole', 'backups'));
    await writeFile(recordPath, await readFile(join(dir, 'whole', 'backups', String(backup))));
    const restored = await startAgent('whole');
    expect((await ask(restored, 'status')).state?.activity.kind).not.toBe('protected');
    await restored.stop();
    running.delete(restored);

    await truncate(recordPath, 5_000);
    const anew = await startAgent('whole', '--begin-new-record');
    expect((await ask(anew, 'status')).state?.activity).toEqual({ kind: 'unconfigured' });
  });
});

describe('a set-up with bad input', () => {
  /** One for all of them: each leaves it as it was, or the next one notices. */
  let agent: AgentProcess;
  beforeAll(async () => {
    agent = await startAgentProcess(join(dir, 'bad'));
    await registerAgent(agent, door, lab);
    await writeFile(join(agent.dataDir, 'wrong-password'), 'wrong-password-of-test\n');
  });
  afterAll(() => agent.kill());

  test.each([
    ['a wrong password', { domain: { password: { file: 'wrong-password' } } }, 'directory.wrong-credentials'],
    ['an unreachable controller', { controller: { port: 9 } }, 'directory.unreachable'],
    ['an untrusted controller', { domain: { certificateAuthorityFile: null } }, 'directory.untrusted-certificate'],
    ['an untrusted tenant address', { tenant: { certificateAuthorityFile: null } }, 'tenant.untrusted-certificate'],
    ['an unknown tenant', { tenant: { tenantId: '00000000-0000-4000-8000-000000000002' } }, 'tenant.unknown-tenant'],
    ['an unknown key', { domain: { pasword: 'x' } }, 'answers.unknown-key'],
    ['a value that is no host', { controller: { host: 'not a host' } }, 'answers.invalid'],
    [
      'a password file that is not there',
      { domain: { password: { file: 'nowhere' } } },
      'answers.named-file-unreadable',
    ],
  ])('setup with %s: a problem, and nothing is saved', async (_what, changes, code) => {
    const answersPath = await writeAnswers(lab, join(agent.dataDir, 'answers.json'), changes as never);
    const refused = await ask(agent, 'setup', '--answers', answersPath);
    expect(refused.problem?.code).toBe(code);
    expect(refused.problem?.remedy).not.toBe('');
    expect(await readdir(join(agent.dataDir, 'secrets'))).toEqual(['tenant-credential']);
    expect((await ask(agent, 'status')).state?.activity).toEqual({ kind: 'unconfigured' });
  });

  test('R28: a tenant that another program synchronises is refused', async () => {
    const answersPath = await writeAnswers(lab, join(agent.dataDir, 'answers.json'));
    await door.changeOrganization({ onPremisesSyncEnabled: true });
    try {
      expect((await ask(agent, 'setup', '--answers', answersPath)).problem?.code).toBe('tenant.other-synchronisation');
    } finally {
      await door.changeOrganization({ onPremisesSyncEnabled: null });
    }
  });

  test('a second agent on the same data folder does not start, and the first goes on', async () => {
    await expect(startAgentProcess(agent.dataDir)).rejects.toThrow(/\[data\.in-use\]/);
    expect((await ask(agent, 'status')).state?.activity.kind).toBe('unconfigured');
  });

  test('after all of that there is nothing to run', async () => {
    expect((await ask(agent, 'run')).problem?.code).toBe('setup.required');
  });
});

describe('what else goes wrong', () => {
  test('a certificate that nobody registered is refused by the tenant, and said so', async () => {
    const agent = await startAgent('unregistered');
    const answersPath = await writeAnswers(lab, join(agent.dataDir, 'answers.json'));
    expect((await ask(agent, 'setup', '--answers', answersPath)).problem?.code).toBe('setup.certificate-missing');
    await ask(agent, 'certificate');
    expect((await ask(agent, 'setup', '--answers', answersPath)).problem?.code).toBe('tenant.certificate-refused');
  });

  test('no agent: the command line says so', async () => {
    const { exitCode, stderr } = await runBridgehead(['status', '--data-dir', join(dir, 'nobody')]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('[control.not-running]');
  });

  test.each([
    ['no such command', ['frobnicate'], '"bridgehead help" shows all commands.'],
    ['no such option', ['status', '--frobnicate'], 'Usage: bridgehead status'],
    ['a missing option', ['setup'], 'Usage: bridgehead setup'],
  ])('%s: exit code 2 and the way on', async (_what, commandLine, wayOn) => {
    const { exitCode, stderr } = await runBridgehead(commandLine);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(wayOn);
  });
});

test('on the oldest Node that it is to run on, the agent is set up, synchronises and answers', async () => {
  const agent = await startAgentWith([], join(dir, 'older'), [], await fetchOlderNode());
  running.add(agent);
  await setUpAgent(agent, door, lab);
  const run = readOutput(await agent.bridgehead('run', '--wait', '--json'));
  expect(run.report).toMatchObject({ result: 'succeeded', counts: { failed: 0 } });
  expect(readOutput(await agent.bridgehead('status', '--json')).state?.activity.kind).toBe('idle');
});
