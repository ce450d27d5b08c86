/** The command that meets real tenants, against the lab's: it refuses without the right name, and leaves nothing behind. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { seed } from '../../lab/tenant/seed.ts';
import { startTenantForTests, type TenantForTests } from '../../lab/tenant/testing/tenant-for-tests.ts';
import { usersOf } from '../../lab/tenant/testing/users-for-tests.ts';
import { allCases } from './cases/all-cases.ts';

const programPath = fileURLToPath(new URL('run-live.ts', import.meta.url));
let dir: string;
let lab: TenantForTests;
const { createUser } = usersOf(() => lab);

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'run-live-'));
  lab = await startTenantForTests();
  await writeFile(join(dir, 'ca.pem'), lab.server.caPem);
  await writeFile(join(dir, 'certificate.pem'), lab.application.certificatePem);
  await writeFile(join(dir, 'key.pem'), lab.application.privateKeyPem);
});
afterEach(async () => {
  await lab.stop();
  await rm(dir, { recursive: true, force: true });
});

async function runLive(confirm: string | undefined, changes: object = {}) {
  const answersPath = join(dir, 'answers.json');
  const answers = {
    tenantId: seed.tenantId,
    clientId: seed.application.appId,
    certificateFile: 'certificate.pem',
    privateKeyFile: 'key.pem',
    certificateAuthorityFile: 'ca.pem',
    authority: lab.tenant.origin,
    graph: lab.tenant.origin,
    domain: seed.defaultDomain,
    namePrefix: 'bridgehead-live-',
    administrativeUnit: null,
    ...changes,
  };
  await writeFile(answersPath, JSON.stringify(answers));
  const confirmation = confirm === undefined ? [] : ['--confirm', confirm];
  const child = spawn(process.execPath, [programPath, '--answers', answersPath, ...confirmation], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => said.push(text));
  await once(child, 'close');
  return { exitCode: child.exitCode, said: said.join('') };
}

const writes = async () =>
  (await lab.lab.journal()).entries.filter(({ door, method }) => door === 'graph' && method !== 'GET');

test('without a name nothing is asked at all', async () => {
  const { exitCode, said } = await runLive(undefined);
  expect(exitCode).toBe(2);
  expect(said).toContain('--confirm NAME');
  expect((await lab.lab.journal()).entries).toEqual([]);
});

test('with another name than the tenant has nothing is written', async () => {
  const { exitCode, said } = await runLive('Fabrikam');
  expect(exitCode).toBe(1);
  expect(said).toContain('The tenant is called "Contoso", and "Fabrikam" was confirmed. Nothing was written.');
  expect(await writes()).toEqual([]);
});

test('an administrative unit that is not there is noticed before anything is written', async () => {
  const { exitCode, said } = await runLive('Contoso', { administrativeUnit: '0b7ec7a9-2f64-4a8b-b5d1-6e30c98f4a12' });
  expect(exitCode).toBe(1);
  expect(said).toContain('There is no administrative unit');
  expect(await writes()).toEqual([]);
});

test('with its name everything that is permitted is tried, and nothing is left, not even of an earlier run', async () => {
  const permissions = ['User.ReadWrite.All', 'Group.ReadWrite.All', 'Organization.Read.All'];
  lab.tenant.state.applications.grantRoles(seed.application.appId, permissions);
  await createUser();
  const before = await lab.lab.state();
  await createUser({ displayName: 'bridgehead-live-of-yesterday' });
  const { exitCode, said } = await runLive('Contoso');
  expect(said).toContain('It holds. Say so in README: a real tenant, ');
  expect(exitCode).toBe(0);
  const { users, groups, applicationObjects, deleted } = await lab.lab.state();
  const idsOf = (objects: readonly { readonly id: string }[]) => objects.map(({ id }) => id);
  expect(idsOf(users)).toEqual(idsOf(before.users));
  expect([groups, applicationObjects, deleted]).toEqual([[], before.applicationObjects, []]);
  const isTried = (needs: readonly string[]) => needs.every((need) => permissions.includes(need));
  const tried = allCases.filter(({ needs, onlyInLab }) => onlyInLab === undefined && isTried(needs)).length;
  // And the one that compares the routes with the documentation.
  expect(said).toMatch(new RegExp(`${tried + 1} passed`));
});
