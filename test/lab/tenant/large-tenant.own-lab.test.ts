/** 15,000 users (the long form: 100,000) in the tenant as the lab starts it: its memory, and what a page costs, from the start to the end. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent, request } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLabAuthority } from '../certificates/lab-authority.ts';
import { directorySeed } from '../directory/seed/directory-seed.ts';
import { expectSides } from '../expected-tenant.ts';
import { labFiles } from '../lab-files.ts';
import { isLongForm } from '../long-form.ts';
import { startTenant, stopTenant } from '../tenant-process.ts';
import { createLabClient, type LabClient } from './lab-client.ts';
import { seed } from './seed.ts';
import { seededUsers } from './state/seed-people.ts';
import { seedSnapshot } from './state/seed-snapshot.ts';
import type { UserRecord } from './state/snapshot.ts';
import { saveState } from './state/state-file.ts';
import { makeApplicationCertificate } from './testing/certificates.ts';
import { makeAssertion, tokenPath } from './testing/tenant-for-tests.ts';

const userCount = isLongForm ? 100_000 : 15_000;
const limitMegabytes = isLongForm ? 500 : 160;
/** Far from both ends. */
const inTheMiddle = userCount * 0.7;
const address = '127.0.0.1';

let dir: string;
let pid: number;
let origin: string;
let lab: LabClient;
let dispatcher: Agent;
let token: string;
let users: readonly UserRecord[];
/** The most that the process ever had, as last seen. */
let peakMegabytes = 0;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'large-tenant-'));
  const files = labFiles(dir).tenant;
  await mkdir(files.dataDir, { recursive: true });
  users = makeUsers();
  await saveState(files.dataDir, { ...seedSnapshot(), users: [...seedSnapshot().users, ...users] });
  const authority = await createLabAuthority(join(dir, 'authority'));
  const started = await startTenant({ files, address, port: 0, authority });
  pid = started.process.pid;
  origin = `https://${address}:${started.port}`;
  const caPem = authority.certificatePem;
  lab = createLabClient({ origin, caPem, key: await readFile(files.labKeyPath, 'utf8') });
  dispatcher = new Agent({ connect: { ca: caPem } });
  token = await signIn();
});

afterAll(async () => {
  await stopTenant(labFiles(dir).tenant);
  await Promise.all([lab.close(), dispatcher.close()]);
  // The files after this one share its process, and what is large takes long to start programs from.
  users = [];
  await rm(dir, { recursive: true, force: true });
});

/** As a synchronisation would have left them. */
function makeUsers(): readonly UserRecord[] {
  const people = directorySeed(userCount).users;
  const guidOf = (name: string) => createHash('sha256').update(name).digest().subarray(0, 16);
  const guids = new Map(people.map(({ sAMAccountName }) => [sAMAccountName, guidOf(sAMAccountName)]));
  const createdDateTime = seed.createdDateTime;
  return expectSides(people, guids).arriving.map(({ tenantUser }) => ({
    ...Object.fromEntries(Object.entries(tenantUser).filter(([, value]) => value !== null)),
    id: randomUUID(),
    userPrincipalName: tenantUser.userPrincipalName,
    userType: 'Member',
    createdDateTime,
    lastPasswordChangeDateTime: createdDateTime,
    passwordPolicies: 'DisablePasswordExpiration',
    ...(tenantUser.mail !== null && { proxyAddresses: [`SMTP:${tenantUser.mail}`] }),
  }));
}

async function signIn(): Promise<string> {
  const certificate = await makeApplicationCertificate();
  await lab.registerCertificate(seed.application.appId, certificate.certificatePem);
  const audience = `${origin}${tokenPath()}`;
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: seed.application.appId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await makeAssertion({ audience, certificate }),
    scope: 'https://graph.microsoft.com/.default',
  });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const reply = await request(audience, { method: 'POST', dispatcher, headers, body: form.toString() });
  const { access_token: accessToken } = (await reply.body.json()) as { readonly access_token: string };
  return accessToken;
}

interface Page {
  readonly value: readonly { readonly id: string }[];
  readonly '@odata.nextLink'?: string;
  readonly '@odata.deltaLink'?: string;
}

/** How long the tenant's own thread has had a processor, as /proc/PID/schedstat counts it: what else the machine does is not in it. */
async function readWorkMs(): Promise<number> {
  const [nanoseconds] = (await readFile(`/proc/${pid}/schedstat`, 'utf8')).split(' ');
  return Number(nanoseconds) / 1e6;
}

async function readPage(url: string): Promise<Page & { readonly costMs: number }> {
  const beforeMs = await readWorkMs();
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const reply = await request(url, { dispatcher, headers });
  const text = await reply.body.text();
  expect(reply.statusCode, text.slice(0, 500)).toBe(200);
  return { ...(JSON.parse(text) as Page), costMs: (await readWorkMs()) - beforeMs };
}

interface Walk {
  readonly count: number;
  readonly pageMs: readonly number[];
  readonly deltaLink: string;
}

async function walk(path: string): Promise<Walk> {
  const pageMs: number[] = [];
  let count = 0;
  let page = await readPage(`${origin}/v1.0/${path}`);
  for (;;) {
    count += page.value.length;
    pageMs.push(page.costMs);
    const next = page['@odata.nextLink'];
    if (next === undefined) return { count, pageMs, deltaLink: page['@odata.deltaLink'] ?? '' };
    page = await readPage(next);
  }
}

/** The least of several is what the work costs; the others were disturbed, or collected the garbage of those before. */
function least(numbers: readonly number[]): number {
  const ms = Math.min(...numbers);
  expect(ms).toBeGreaterThan(0);
  return ms;
}

/** Ten pages far into the list may cost three times what the first ten do, which leaves room for noise and none for a scan. */
function expectEvenPages({ pageMs }: Walk): void {
  expect(pageMs.length).toBeGreaterThan(50);
  expect(least(pageMs.slice(-11, -1))).toBeLessThan(least(pageMs.slice(0, 10)) * 3 + 5);
}

/** VmHWM in proc_pid_status(5): the peak since the process began, so that nothing is missed between two looks. */
async function expectMemoryWithinLimit(): Promise<void> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const peak = Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
  peakMegabytes = Math.max(peakMegabytes, peak);
  expect(peakMegabytes).toBeLessThan(limitMegabytes);
}

test('they are loaded within the memory that a tenant may take', async () => {
  await expectMemoryWithinLimit();
  expect(peakMegabytes).toBeGreaterThan(100);
});

test('the whole list is read, and its last pages cost what the first ones do', async () => {
  const list = await walk(
    `users?$top=${isLongForm ? 999 : 200}&$select=id,userPrincipalName,displayName,onPremisesImmutableId,accountEnabled`,
  );
  expect(list.count).toBe(users.length + seededUsers.length);
  expectEvenPages(list);
  await expectMemoryWithinLimit();
});

test.each([
  ["onPremisesImmutableId eq '{anchor}'", 1],
  ["startsWith(displayName,'Anneliese')", 100],
  ["department eq 'Sales'", 100],
])('$filter=%s costs what a page of the list does, once its index is there', async (template, count) => {
  const anchor = String(users[inTheMiddle]?.onPremisesImmutableId);
  const filter = encodeURIComponent(template.replace('{anchor}', anchor));
  const filtered = `${origin}/v1.0/users?$top=100&$filter=${filter}`;
  await readPage(filtered);
  const ms: { list: number[]; filtered: number[] } = { list: [], filtered: [] };
  // In turns, so that the caches of the processor are as warm for both.
  for (let round = 0; round < 10; round += 1) {
    ms.list.push((await readPage(`${origin}/v1.0/users?$top=100`)).costMs);
    const page = await readPage(filtered);
    ms.filtered.push(page.costMs);
    expect(page.value.length).toBe(count);
  }
  expect(least(ms.filtered)).toBeLessThan(least(ms.list) * 5 + 5);
  await expectMemoryWithinLimit();
});

test('delta reads all of them in even pages, and a round after one change costs what it shows', async () => {
  const everything = await walk('users/delta?$select=id,userPrincipalName,displayName,accountEnabled,jobTitle');
  expect(everything.count).toBe(users.length + seededUsers.length);
  expectEvenPages(everything);
  const changed = users[inTheMiddle];
  if (changed === undefined) throw new Error('There are no users.');
  await lab.putObjects([{ kind: 'user', values: { ...changed, jobTitle: 'Somebody else' } }]);
  const rounds = [];
  for (let again = 0; again < 5; again += 1) rounds.push(await readPage(everything.deltaLink));
  for (const round of rounds) expect(round.value.map(({ id }) => id)).toStrictEqual([changed.id]);
  expect(least(rounds.map((round) => round.costMs))).toBeLessThan(least(everything.pageMs) * 3 + 5);
  await expectMemoryWithinLimit();
});

test('they are saved within the same memory', async () => {
  const stopped = stopTenant(labFiles(dir).tenant);
  let isStopped = false;
  void stopped.then(() => {
    isStopped = true;
  });
  while (!isStopped) {
    await expectMemoryWithinLimit();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  console.log(`The tenant of ${users.length.toLocaleString('en')} users took ${Math.round(peakMegabytes)} MB at most.`);
});
