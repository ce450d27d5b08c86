/** The tenant as a process: it says when it is ready, keeps its state, and survives a damaged one. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Agent, request } from 'undici';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createLabClient, type LabClient } from './lab-client.ts';
import { seed } from './seed.ts';
import { makeServerCertificate, type ServerCertificate } from './testing/certificates.ts';

const mainPath = fileURLToPath(new URL('main.ts', import.meta.url));

let dir: string;
let dataDir: string;
let server: ServerCertificate;
const started: ChildProcess[] = [];

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'bridgehead-tenant-'));
  dataDir = join(dir, 'data');
  server = await makeServerCertificate();
  await writeFile(join(dir, 'server.pem'), server.certificatePem);
  await writeFile(join(dir, 'server.key'), server.privateKeyPem, { mode: 0o600 });
});
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});
afterAll(() => rm(dir, { recursive: true, force: true }));

interface Started {
  readonly origin: string;
  readonly lab: LabClient;
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
  /** Sends SIGTERM and answers the exit code. */
  readonly stop: () => Promise<number | null>;
}

async function start(): Promise<Started> {
  const files = ['--certificate', join(dir, 'server.pem'), '--private-key', join(dir, 'server.key')];
  const child = spawn(process.execPath, [mainPath, '--port', '0', ...files, '--data-dir', dataDir]);
  started.push(child);
  const stdout: string[] = [];
  const stderr: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => stderr.push(line));
  const lines = createInterface({ input: child.stdout }).on('line', (line) => stdout.push(line));
  await Promise.race([once(lines, 'line'), once(child, 'exit')]);
  const { ready, port } = JSON.parse(stdout[0] ?? '{}') as { readonly ready?: boolean; readonly port?: number };
  expect(ready, stderr.join('\n')).toBe(true);
  const key = await readFile(join(dataDir, 'lab-key'), 'utf8');
  const origin = `https://localhost:${port}`;
  const lab = createLabClient({ origin, caPem: server.caPem, key });
  return {
    origin,
    lab,
    stdout,
    stderr,
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const [code] = await ended;
      await lab.close();
      return code as number | null;
    },
  };
}

test('what was changed is there again after a restart', async () => {
  const first = await start();
  await first.lab.changeOrganization({ onPremisesSyncEnabled: true });
  const before = await first.lab.state();
  expect(await first.stop()).toBe(0);
  expect(first.stdout).toEqual([expect.stringMatching(/^\{"ready":true,"port":\d+\}$/)]);
  expect(await readdir(dataDir)).toEqual(['lab-key', 'tenant.json']);
  for (const name of ['lab-key', 'tenant.json']) expect((await stat(join(dataDir, name))).mode & 0o777).toBe(0o600);

  const second = await start();
  expect(await second.lab.state()).toEqual(before);
  expect(before.organization.onPremisesSyncEnabled).toBe(true);
  expect(await second.stop()).toBe(0);
});

test('it ends although a client waits for an answer that never comes', async () => {
  const tenant = await start();
  await tenant.lab.setFaults([{ match: { path: '/v1.0/users' }, fault: { kind: 'silence' } }]);
  const client = new Agent({ connect: { ca: server.caPem } });
  const silent = expect(request(`${tenant.origin}/v1.0/users`, { dispatcher: client })).rejects.toThrow();
  await expect.poll(async () => (await tenant.lab.journal()).entries.length).toBe(1);
  expect(await tenant.stop()).toBe(0);
  await silent;
  await client.destroy();
});

test.each([
  ['{"version":1,"users":', 'it is not JSON'],
  ['{"version":2}', 'version'],
])('a damaged state file (%s) is set aside, and the tenant starts from its seed', async (damaged, reason) => {
  await writeFile(join(dataDir, 'tenant.json'), damaged);
  const tenant = await start();
  expect(await tenant.lab.state()).toMatchObject({
    organization: { onPremisesSyncEnabled: null },
    users: expect.arrayContaining([expect.objectContaining({ id: seed.administrator.id })]),
  });
  expect(tenant.stderr.join('\n')).toContain(reason);
  expect(await tenant.stop()).toBe(0);
  const asides = (await readdir(dataDir)).filter((name) => name.startsWith('tenant.damaged-'));
  const contents = await Promise.all(asides.map((name) => readFile(join(dataDir, name), 'utf8')));
  expect(contents).toContain(damaged);
});

test('wrong arguments are answered with the usage and exit code 2, a missing certificate with 1', async () => {
  const usage = spawn(process.execPath, [mainPath, '--port', 'eighty']);
  expect(await once(usage, 'exit')).toEqual([2, null]);
  const args = ['--certificate', join(dir, 'nothing'), '--private-key', join(dir, 'nothing'), '--data-dir', dataDir];
  const missing = spawn(process.execPath, [mainPath, ...args]);
  expect(await once(missing, 'exit')).toEqual([1, null]);
});
