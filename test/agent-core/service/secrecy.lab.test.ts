/** A real agent, as talkative as it can be, through set-ups that fail and work and runs that do: afterwards every file it wrote and every word it said are searched for what must not be there. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type AgentProcess, type CommandResult, startAgentProcess } from '../../harness/agent-process.ts';
import { registerAgent, setUpAgent, writeAnswers } from '../../harness/set-up.ts';
import { openLabDoor } from '../../lab/open-lab-door.ts';
import type { LabClient } from '../../lab/tenant/lab-client.ts';

const lab = inject('lab');
const wrongPassword = 'canary-wrong-password-7f3a';
/** Three parts, of which the first two are JSON: what a token and a signed assertion look like. */
const token = /eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/;

let dir: string;
let door: LabClient;
let agent: AgentProcess;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'bridgehead-secrecy-'));
  door = await openLabDoor(lab);
  agent = await startAgentProcess(join(dir, 'agent'), '--debug');
});
afterAll(async () => {
  await agent.kill();
  await door.close();
  await rm(dir, { recursive: true, force: true });
});

interface Found {
  readonly where: string;
  readonly content: string;
}

async function filesIn(folder: string): Promise<readonly Found[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(paths.map(async (where) => ({ where, content: await readFile(where, 'latin1') })));
}

const textOf = ({ stdout, stderr }: CommandResult) => stdout + stderr;

/** Where any of these is found. */
function searchFor(secrets: readonly (string | RegExp)[], places: readonly Found[]): readonly string[] {
  const holds = (content: string) => (secret: string | RegExp) =>
    typeof secret === 'string' ? content.includes(secret) : secret.test(content);
  return places.filter(({ content }) => secrets.some(holds(content))).map(({ where }) => where);
}

test('no password, key or token is in a file outside the secrets, in the log, or in anything that was said', async () => {
  await registerAgent(agent, door, lab);
  const passwordPath = join(dir, 'wrong-password');
  await writeFile(passwordPath, `${wrongPassword}\n`);
  const path = join(dir, 'answers.json');
  const answers = JSON.parse(await readFile(await writeAnswers(lab, path), 'utf8'));
  answers.domains[0].password = { file: passwordPath };
  await writeFile(path, JSON.stringify(answers));
  const said = [await agent.bridgehead('setup', '--answers', path)];
  expect(said[0]?.exitCode).toBe(1);
  await setUpAgent(agent, door, lab);
  for (const words of [
    ['run', '--wait'],
    ['run', '--wait', '--json'],
    ['status', '--json'],
    ['settings', 'get'],
    ['settings', 'export', '--out', join(dir, 'exported.json')],
    ['repair', '--json'],
    ['log', '--level', 'debug', '--lines', '500', '--json'],
    ['pause'],
  ])
    said.push(await agent.bridgehead(...words));
  expect(said.slice(1).map(textOf).join()).toContain('run started');
  await agent.stop();

  const files = await filesIn(agent.dataDir);
  const secretFiles = files.filter(({ where }) => where.includes('/secrets/'));
  const password = (await readFile(lab.directory.serviceAccount.passwordPath, 'utf8')).trim();
  const keyLines = secretFiles
    .map(({ content }) => /-----BEGIN PRIVATE KEY-----\\n(.{40})/.exec(content)?.[1])
    .filter((line) => line !== undefined);
  // The search finds what it searches for, where it may be.
  expect(keyLines).toHaveLength(1);
  expect(searchFor([password], secretFiles)).toHaveLength(1);
  expect(token.test(`Bearer eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJncmFwaCJ9.c2lnbmF0dXJlIQ`)).toBe(true);

  const secrets = [password, wrongPassword, ...keyLines, 'PRIVATE KEY', '"passwordProfile"', token];
  const open = [
    ...files.filter((file) => !secretFiles.includes(file)),
    { where: 'exported settings', content: await readFile(join(dir, 'exported.json'), 'utf8') },
    { where: 'standard output and error of the agent', content: agent.output() },
    ...said.map((result, index) => ({ where: `command ${index}`, content: textOf(result) })),
  ];
  expect(open.some(({ where }) => /logs\/agent-.*\.log$/.test(where))).toBe(true);
  expect(open.some(({ where }) => where.endsWith('record.db'))).toBe(true);
  expect(agent.output()).toContain('"message":"step"');
  expect(searchFor(secrets, open)).toEqual([]);
  expect(searchFor([wrongPassword, token], secretFiles)).toEqual([]);
});
