import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Agent, request } from 'undici';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { makeApplicationCertificate } from './tenant/testing/certificates.ts';

const programPath = fileURLToPath(new URL('lab.ts', import.meta.url));
const emptyDir = join(tmpdir(), 'a-lab-that-was-never-started');

function runLab(...args: readonly string[]) {
  return spawnSync(process.execPath, [programPath, ...args], { encoding: 'utf8' });
}

test('a command line that is not understood is answered with the usage', () => {
  const { status, stderr } = runLab('restart');
  expect(status).toBe(2);
  expect(stderr).toContain('There is no command restart.');
  expect(stderr).toContain('Usage: npm run lab');
});

test('the state of a lab that was never started is told, and nothing is made', () => {
  const { status, stdout } = runLab('status', '--json', '--dir', emptyDir);
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toStrictEqual({
    ok: true,
    directory: 'stopped',
    tenant: 'stopped',
    facts: null,
    faults: [],
  });
});

test('a folder that cannot be used is a problem with a remedy', () => {
  const { status, stderr } = runLab('status', '--dir', '/dev/null/lab');
  expect(status).toBe(1);
  expect(stderr).toContain('cannot be read.\nLook at the folder');
  const asJson = runLab('status', '--json', '--dir', '/dev/null/lab');
  expect([asJson.status, asJson.stderr]).toEqual([1, '']);
  const remedy = expect.stringContaining('Look at the folder');
  expect(JSON.parse(asJson.stdout)).toMatchObject({ ok: false, problem: { remedy } });
});

test('the tenant alone listens until it is told to end, and shows itself to a browser', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'tenant-alone-'));
  const certificatePath = join(dir, 'agent.pem');
  await writeFile(certificatePath, (await makeApplicationCertificate()).certificatePem);
  const options = ['--port', '0', '--dir', dir, '--certificate', certificatePath, '--json'];
  const child = spawn(process.execPath, [programPath, 'tenant', ...options]);
  try {
    const [line] = await once(createInterface({ input: child.stdout }), 'line');
    const { url, authorityCertificatePath } = z
      .object({ url: z.url(), authorityCertificatePath: z.string() })
      .parse(JSON.parse(String(line)));
    const dispatcher = new Agent({ connect: { ca: await readFile(authorityCertificatePath, 'utf8') } });
    const page = await request(url, { dispatcher });
    expect([page.statusCode, await page.body.text()]).toEqual([200, expect.stringContaining('Contoso')]);
    expect((await request(`${url}/v1.0/users`, { dispatcher })).statusCode).toBe(401);
    await dispatcher.close();
  } finally {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  expect(child.exitCode).toBe(0);
  expect(await readFile(join(dir, 'tenant', 'data', 'tenant.json'), 'utf8')).toContain('keyCredentials":[{');
  await rm(dir, { recursive: true, force: true });
});
