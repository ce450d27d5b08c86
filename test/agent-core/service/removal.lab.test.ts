import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { type AgentProcess, startAgentProcess } from '../../harness/agent-process.ts';
import { askAgent } from '../../harness/command-line.ts';
import { expectDone, registerAgent, writeAnswers } from '../../harness/set-up.ts';
import { addUser, changeUser, deleteUser } from '../../lab/directory/administer-directory.ts';
import { withDirectory } from '../../lab/directory/directory-connection.ts';
import { seedUsers } from '../../lab/directory/seed/seed-users.ts';
import { openLabDoor } from '../../lab/open-lab-door.ts';
import type { LabClient } from '../../lab/tenant/lab-client.ts';
import { mayFollowChanges } from '../active-directory/may-follow-changes.ts';

const lab = inject('lab');
/** Each command takes a second, and several on a busy machine. */
let dir: string;
let door: LabClient;
let agent: AgentProcess | null = null;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'bridgehead-removal-'));
  door = await openLabDoor(lab);
});
afterAll(async () => {
  await agent?.kill();
  await door.close();
  await rm(dir, { recursive: true, force: true });
});

const changeSchema = z.object({
  kind: z.string(),
  digest: z.string(),
  displayName: z.string(),
  evidence: z.object({ kind: z.string() }).optional(),
});
const outputSchema = z.object({
  entries: z.array(
    z.object({ kind: z.string(), outcome: z.object({ kind: z.string(), change: changeSchema }).optional() }),
  ),
});

test('the whole way: a leaver is deleted and restored, and what is deleted in the directory is deleted here, a group after an approval', async () => {
  const owner = `owner${randomUUID().slice(0, 8)}`;
  const extension = await door.ensureExtension(lab.tenant.clientId, owner);
  const reader = await mayFollowChanges(lab);
  const passwordPath = join(dir, 'password');
  await writeFile(passwordPath, reader.password.reveal(), { mode: 0o600 });
  agent = await startAgentProcess(join(dir, 'agent'));
  await registerAgent(agent, door, lab);
  const everything = { count: 1_000, percent: 100 };
  const answers = await writeAnswers(lab, join(dir, 'answers.json'), {
    tenant: { ownershipExtension: extension.name },
    domain: { account: reader.account, password: { file: passwordPath } },
    removals: { waitRuns: 0 },
    guard: {
      takeovers: everything,
      creates: everything,
      deletes: everything,
      scopeShrink: everything,
      sameAttribute: everything,
    },
  });
  expectDone(await askAgent(agent, 'setup', '--answers', answers));
  const name = `leaver-${randomUUID().slice(0, 6)}`;
  const [pattern] = seedUsers;
  if (pattern === undefined) throw new Error('the seed has nobody');
  await addUser(lab, {
    ...pattern,
    sAMAccountName: name,
    commonName: name,
    attributes: { userPrincipalName: `${name}@contoso.test`, displayName: name },
  });
  const crew = `${name}-crew`;
  await withDirectory(lab, lab.directory.administrator, async (client) => {
    const place = `CN=${crew},CN=Users,${lab.directory.baseDn}`;
    await client.add(place, { objectClass: 'group', sAMAccountName: crew });
  });
  const hasCrew = async () => JSON.stringify(await door.state()).includes(`"${crew}"`);
  const idIn = async (place: 'users' | 'deleted') => {
    const found = (await door.state())[place].find((object) => JSON.stringify(object).includes(`"${name}"`));
    return found === undefined ? null : JSON.stringify(found).match(/"id":"([^"]+)"/)?.[1];
  };
  const runFor = async (displayName: string) => {
    const { stdout } = agent === null ? { stdout: '' } : await askAgent(agent, 'run', '--wait', '--json');
    const { entries } = outputSchema.parse(JSON.parse(stdout));
    return entries.flatMap(({ outcome }) => (outcome?.change.displayName === displayName ? [outcome] : []));
  };
  const run = () => runFor(name);

  try {
    expect(await run()).toMatchObject([{ kind: 'applied', change: { kind: 'create' } }]);
    const id = await idIn('users');
    expect(id).toEqual(expect.any(String));
    await changeUser(lab, name, { adminDescription: 'User_left' });
    expect(await run()).toMatchObject([
      { kind: 'applied', change: { kind: 'delete', evidence: { kind: 'outOfScope' } } },
    ]);
    await changeUser(lab, name, { adminDescription: null });
    expect(await run()).toMatchObject([{ kind: 'applied', change: { kind: 'restore' } }]);
    expect(await idIn('users')).toBe(id);
    expect(await run()).toEqual([]);
    await deleteUser(lab, name);
    expect(await run()).toMatchObject([
      { kind: 'applied', change: { kind: 'delete', evidence: { kind: 'tombstone' } } },
    ]);
    expect(await run()).toEqual([]);
    expect([await idIn('users'), await idIn('deleted')]).toEqual([null, id]);

    expect(await hasCrew()).toBe(true);
    await deleteUser(lab, crew);
    const [held] = await runFor(crew);
    expect(held).toMatchObject({ kind: 'held', change: { kind: 'delete', evidence: { kind: 'tombstone' } } });
    expect(await hasCrew()).toBe(true);
    expectDone(await askAgent(agent, 'approve', held?.change.digest ?? 'nothing is held'));
    expect(await runFor(crew)).toMatchObject([{ kind: 'applied', change: { kind: 'delete' } }]);
    expect(await hasCrew()).toBe(false);
    expect(await runFor(crew)).toEqual([]);
  } finally {
    for (const account of [name, crew]) await deleteUser(lab, account).catch(() => undefined);
  }
});
