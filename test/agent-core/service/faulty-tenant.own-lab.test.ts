/** Every way in which a tenant fails, met by every kind of request, with a real agent: what was done, what is said, and what the next run makes of it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AgentProcess, startAgentProcess } from '../../harness/agent-process.ts';
import { askAgent } from '../../harness/command-line.ts';
import { startAndWait, withClient } from '../../harness/run-agent.ts';
import { setUpAgent } from '../../harness/set-up.ts';
import { addUser, changeUser } from '../../lab/directory/administer-directory.ts';
import { pickLoopbackAddress } from '../../lab/loopback-address.ts';
import { openLabDoor } from '../../lab/open-lab-door.ts';
import { type Lab, startLab } from '../../lab/start-lab.ts';
import type { PlannedFault } from '../../lab/tenant/lab/fault-plan.ts';
import type { LabClient } from '../../lab/tenant/lab-client.ts';

const changedAccount = 'emil.holm';
let dir: string;
let lab: Lab;
let door: LabClient;
let agent: AgentProcess;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'bridgehead-faults-'));
  lab = await startLab({ dir: join(dir, 'lab'), address: pickLoopbackAddress(), tenantPort: 0 });
  door = await openLabDoor(lab);
  agent = await startAgentProcess(join(dir, 'agent'));
  await setUpAgent(agent, door, lab);
  expect(await run()).toMatchObject({ report: { result: 'succeeded' } });
  // Each case makes somebody and moves somebody, in far less than a day.
  const limits = ['guard.creates.percent=100', 'guard.sameAttribute.percent=100'];
  expect(await askAgent(agent, 'settings', 'set', ...limits)).toMatchObject({ exitCode: 0 });
});
afterAll(async () => {
  await agent.stop();
  await door.close();
  await lab.stop();
  await rm(dir, { recursive: true, force: true });
});

async function run() {
  const { report, entries } = await withClient(agent, startAndWait);
  const outcomes = entries.flatMap((entry) => (entry.kind === 'outcome' ? [entry.outcome] : []));
  return { report, outcomes };
}

/** One person has moved and one is new, so that a run has a user to change and then one to create. */
async function arrange(name: string): Promise<string> {
  const account = `fault.${name}`;
  await addUser(lab, {
    objectClass: 'user',
    sAMAccountName: account,
    commonName: account,
    organizationalUnit: ['Contoso', 'Dublin', 'Support'],
    isEnabled: true,
    attributes: { userPrincipalName: `${account}@contoso.test`, displayName: account },
  });
  await changeUser(lab, changedAccount, { department: name });
  return account;
}

const faults = {
  '401': { kind: 'unauthorized' },
  '403': { kind: 'forbidden' },
  'an absurd 429': { kind: 'status', status: 429, retryAfter: '99999' },
  'an absurd 503': { kind: 'status', status: 503, retryAfter: '99999' },
  rubbish: { kind: 'rubbish' },
  'a reset': { kind: 'reset' },
  'a lost reply': { kind: 'lostReply' },
} as const satisfies Record<string, PlannedFault['fault']>;

/** Only a connection that breaks is hit once: whether the agent gets over it by itself is the question. */
const timesOf = (fault: PlannedFault['fault']) => (fault.kind === 'reset' || fault.kind === 'lostReply' ? 1 : 99);

type Case = readonly [method: string, fault: keyof typeof faults, create: string, update: string, code: string | null];

/** What becomes of the two changes of a run, and the problem it names. */
const cases: readonly Case[] = [
  ['GET', '401', 'none', 'none', 'tenant.unauthorized'],
  ['GET', '403', 'none', 'none', 'tenant.forbidden'],
  ['GET', 'an absurd 429', 'none', 'none', 'tenant.throttled'],
  ['GET', 'an absurd 503', 'none', 'none', 'tenant.unavailable'],
  ['GET', 'rubbish', 'none', 'none', 'tenant.unreadable-answer'],
  ['GET', 'a reset', 'applied', 'applied', null],
  ['GET', 'a lost reply', 'applied', 'applied', null],
  ['POST', '401', 'failed', 'applied', 'tenant.unauthorized'],
  ['POST', '403', 'failed', 'applied', 'tenant.forbidden'],
  ['POST', 'an absurd 429', 'failed', 'applied', 'tenant.throttled'],
  ['POST', 'an absurd 503', 'unknown', 'applied', 'tenant.unavailable'],
  ['POST', 'rubbish', 'failed', 'applied', 'tenant.unreadable-answer'],
  ['POST', 'a reset', 'unknown', 'applied', 'tenant.no-answer'],
  ['POST', 'a lost reply', 'applied', 'applied', null],
  ['PATCH', '401', 'notAttempted', 'failed', 'tenant.unauthorized'],
  ['PATCH', '403', 'applied', 'failed', 'tenant.forbidden'],
  ['PATCH', 'an absurd 429', 'notAttempted', 'failed', 'tenant.throttled'],
  ['PATCH', 'an absurd 503', 'applied', 'unknown', 'tenant.unavailable'],
  ['PATCH', 'rubbish', 'notAttempted', 'failed', 'tenant.unreadable-answer'],
  ['PATCH', 'a reset', 'applied', 'applied', null],
  ['PATCH', 'a lost reply', 'applied', 'applied', null],
];

describe('a tenant that fails during a run', () => {
  test.each(cases)('%s meets %s: create %s, update %s, %s', async (method, faultName, create, update, code) => {
    const name = `${method}.${Object.keys(faults).indexOf(faultName)}`.toLowerCase();
    const account = await arrange(name);
    const fault = faults[faultName];
    await door.setFaults([{ match: { method, path: '/v1.0/users*' }, times: timesOf(fault), fault }]);
    await door.clearJournal();
    const faulty = await run();
    await door.clearFaults();

    const kindOf = (kind: string) => faulty.outcomes.find(({ change }) => change.kind === kind)?.kind ?? 'none';
    expect({ create: kindOf('create'), update: kindOf('update') }).toEqual({ create, update });
    const failures = faulty.outcomes.flatMap((outcome) =>
      outcome.kind === 'failed' || outcome.kind === 'unknown' ? (outcome.problem ?? []) : [],
    );
    expect([...new Set([...faulty.report.problems, ...failures].map((one) => one.code))]).toEqual(code ? [code] : []);
    const hit = (await door.journal()).entries.filter((entry) => entry.fault !== null);
    expect(hit.map((entry) => entry.method)).toContain(method);

    // The tenant holds what the report says was applied, and nothing else.
    expect(await inTenant(account, name)).toEqual({ isCreated: create === 'applied', isUpdated: update === 'applied' });

    const next = await run();
    expect(next.report).toMatchObject({ result: 'succeeded', problems: [], counts: { failed: 0, notAttempted: 0 } });
    expect(await inTenant(account, name)).toEqual({ isCreated: true, isUpdated: true });
  });

  test('after all of that the two sides are in step, and nobody is there twice', async () => {
    expect(await run()).toMatchObject({ outcomes: [], report: { result: 'succeeded' } });
    const anchors = (await door.state()).users.flatMap(({ onPremisesImmutableId }) => onPremisesImmutableId ?? []);
    expect(new Set(anchors).size).toBe(anchors.length);
  });
});

async function inTenant(account: string, department: string) {
  const { users } = await door.state();
  const changed = users.find((user) => user.userPrincipalName === `${changedAccount}@contoso.test`);
  return {
    isCreated: users.some((user) => user.userPrincipalName === `${account}@contoso.test`),
    isUpdated: changed?.department === department,
  };
}
