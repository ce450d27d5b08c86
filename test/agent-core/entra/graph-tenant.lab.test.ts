import { createSecureContext } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';

import type { TenantObjectId } from '../../../agent-core/contract/identifiers.ts';
import { type Problem, problem } from '../../../agent-core/contract/problem.ts';
import { succeed } from '../../../agent-core/contract/result.ts';
import type { TenantAddress } from '../../../agent-core/contract/settings.ts';
import { createAccessTokens } from '../../../agent-core/entra/access-token.ts';
import { type Credential, createCredential } from '../../../agent-core/entra/credential.ts';
import { createGraph } from '../../../agent-core/entra/graph.ts';
import { createGraphTenant } from '../../../agent-core/entra/graph-tenant.ts';
import { createNetwork } from '../../../agent-core/entra/network.ts';
import { rememberOwnWrites } from '../../../agent-core/entra/own-writes.ts';
import { settings as usualSettings } from '../../builders/settings.ts';
import { systemTime } from '../../builders/system-time.ts';
import { readLabSettings } from '../../harness/lab-settings.ts';
import { openLabDoor } from '../../lab/open-lab-door.ts';
import type { LabClient } from '../../lab/tenant/lab-client.ts';

const lab = inject('lab');
const never = new AbortController().signal;
const newUsers = { ...usualSettings().newUsers, ownershipExtension: null };
let settings: TenantAddress;
let registered: Credential;
let door: LabClient;
let sequence = 0;

beforeAll(async () => {
  settings = (await readLabSettings(lab)).settings.tenant;
  door = await openLabDoor(lab);
  registered = await createCredential(Date.now());
  await door.registerCertificate(settings.clientId, registered.certificatePem);
});
afterEach(() => door.clearFaults());
afterAll(() => door.close());

/** Long enough for any machine; only where nothing ever comes does a test wait so long. */
const patient = { answerTimeoutMs: 60_000, retryForMs: 60_000, patienceMs: 60_000 };
/** For answers that would be asked for again and again. */
const impatient = { ...patient, retryForMs: 1_500 };
/** For silence. */
const hasty = { ...impatient, answerTimeoutMs: 400 };
const patienceWith = ({ kind }: { readonly kind: string }) => (kind === 'silence' ? hasty : impatient);

function tenantWith(
  changes: Partial<TenantAddress> = {},
  credential = registered,
  { answerTimeoutMs, retryForMs, patienceMs } = patient,
) {
  const used = { ...settings, ...changes };
  const network = createNetwork({
    trust: createSecureContext({ ca: used.certificateAuthorities ?? [] }),
    proxy: null,
    answerTimeoutMs,
  });
  const tokens = createAccessTokens(used, credential, network);
  return createGraphTenant(
    createGraph({ origin: used.graph, network, tokens, retryForMs, ...systemTime, pace: null }),
    newUsers,
    { forMs: patienceMs, firstPauseMs: 50 },
  );
}

/** As the agent has it: what was made a moment ago and is not found is waited for, what was ended is not. */
const believing = (tenant: ReturnType<typeof tenantWith>) =>
  rememberOwnWrites(tenant, systemTime.clock, { forMs: patient.patienceMs, firstPauseMs: 50 });

/** A user that no other test has. */
function newUser() {
  sequence += 1;
  const anchor = Buffer.from(`anchor-of-user-${sequence % 10}`)
    .toString('base64')
    .slice(0, 22)
    .concat('==');
  const name = `graph-test-${sequence}`;
  const values = {
    accountEnabled: true,
    displayName: name,
    mailNickname: name,
    userPrincipalName: `${name}@contoso.test`,
  };
  return { anchor, values };
}

const codeOf = (result: { ok: true } | { ok: false; problem: Problem }) => (result.ok ? null : result.problem.code);

describe('signing in with the certificate, through MSAL', () => {
  test('a registered certificate opens the tenant', async () => {
    const organization = await tenantWith().readOrganization(never);
    expect(organization).toMatchObject({
      ok: true,
      value: { displayName: 'Contoso', initialDomain: 'contoso.onmicrosoft.com', isSynchronisedElsewhere: false },
    });
  });

  test.each([
    [
      'a certificate that is not registered',
      async () => tenantWith({}, await createCredential(Date.now())),
      'tenant.certificate-refused',
    ],
    [
      'an application that does not exist',
      async () => tenantWith({ clientId: '00000000-0000-4000-8000-000000000001' }),
      'tenant.unknown-application',
    ],
    [
      'a tenant that does not exist',
      async () => tenantWith({ tenantId: '00000000-0000-4000-8000-000000000002' }),
      'tenant.unknown-tenant',
    ],
    [
      'an authority that is not trusted',
      async () => tenantWith({ certificateAuthorities: null }),
      'tenant.untrusted-certificate',
    ],
    [
      'an address where nothing listens',
      async () => tenantWith({ authority: `https://${lab.address}:9` }),
      'tenant.unreachable',
    ],
  ])('%s is told apart', async (_what, tenant, code) => {
    expect(codeOf(await (await tenant()).readOrganization(never))).toBe(code);
  });

  test.each([
    ['429', { kind: 'status', status: 429 }, 'tenant.throttled'],
    ['503', { kind: 'status', status: 503 }, 'tenant.unavailable'],
    ['rubbish', { kind: 'rubbish' }, 'tenant.unreadable-answer'],
    ['silence', { kind: 'silence' }, 'tenant.no-answer'],
  ] as const)('a sign-in service that answers with %s is told apart', async (_what, fault, code) => {
    await door.setFaults([{ match: { path: `/${settings.tenantId}/oauth2/*` }, times: 9, fault }]);
    expect(codeOf(await tenantWith({}, registered, patienceWith(fault)).readOrganization(never))).toBe(code);
  });
});

describe('a tenant that does not answer as it should', () => {
  const onUsers = (fault: object, method = 'GET') =>
    door.setFaults([{ match: { path: '/v1.0/users', method }, times: 50, fault } as never]);

  test.each([
    ['401', { kind: 'unauthorized' }, 'tenant.unauthorized'],
    ['403', { kind: 'forbidden' }, 'tenant.forbidden'],
    ['429', { kind: 'status', status: 429, retryAfter: '0.5' }, 'tenant.throttled'],
    ['503', { kind: 'status', status: 503, retryAfter: '1' }, 'tenant.unavailable'],
    ['rubbish', { kind: 'rubbish' }, 'tenant.unreadable-answer'],
    ['silence', { kind: 'silence' }, 'tenant.no-answer'],
    ['half an answer', { kind: 'truncated' }, 'tenant.no-answer'],
    ['a closed connection', { kind: 'reset' }, 'tenant.no-answer'],
  ])('reading: %s', async (_what, fault, code) => {
    await onUsers(fault);
    const tenant = tenantWith({}, registered, patienceWith(fault));
    expect(await tenant.readUsers(never)).toMatchObject({ problem: { code } });
  });

  test('reading goes on after a 429 and a 503 that pass', async () => {
    await door.setFaults([
      {
        match: { path: '/v1.0/users', method: 'GET' },
        times: 1,
        fault: { kind: 'status', status: 429, retryAfter: '0.2' },
      },
      {
        match: { path: '/v1.0/users', method: 'GET' },
        times: 1,
        fault: { kind: 'status', status: 503, retryAfter: '0.1' },
      },
    ]);
    expect(await tenantWith().readUsers(never)).toMatchObject({ problem: null });
  });

  test('a Retry-After beyond all reason ends the request instead of waiting', async () => {
    await onUsers({ kind: 'status', status: 429, retryAfter: '86400' });
    expect(await tenantWith().readUsers(never)).toMatchObject({ problem: { code: 'tenant.throttled' } });
  });

  test('R30: a user whose creation was answered by nothing is adopted by its anchor, and not created twice', async () => {
    const { anchor, values } = newUser();
    await door.setFaults([{ match: { path: '/v1.0/users', method: 'POST' }, times: 1, fault: { kind: 'lostReply' } }]);
    const created = await tenantWith().createUser(anchor, values, never);
    const { users } = await door.state();
    const mine = users.filter((user) => user.onPremisesImmutableId === anchor);
    expect(mine).toHaveLength(1);
    expect(created).toEqual({ ok: true, value: mine[0]?.id });
  });

  test('R30: a name that somebody else has is a conflict, and nothing is adopted', async () => {
    const { anchor, values } = newUser();
    const taken = { ...values, userPrincipalName: 'admin@contoso.onmicrosoft.com' };
    expect(codeOf(await tenantWith().createUser(anchor, taken, never))).toBe('tenant.conflict');
  });

  test('a value the tenant does not take is refused as such', async () => {
    const { anchor, values } = newUser();
    const refused = await tenantWith().createUser(anchor, { ...values, usageLocation: 'Ireland' }, never);
    expect(codeOf(refused)).toBe('tenant.refused-value');
  });
});

describe('writing', () => {
  test('what was created is read back in the same canonical form, and an update clears with null', async () => {
    const tenant = tenantWith();
    const { anchor, values } = newUser();
    const full = { ...values, jobTitle: 'Engineer', businessPhones: ['+353 1 234'], usageLocation: 'IE' };
    const created = await tenant.createUser(anchor, full, never);
    if (!created.ok) throw new Error(created.problem.detail);
    const readBack = async () =>
      (await tenant.readUsers(never)).objects.find((user) => user.tenantObjectId === created.value);
    expect(await readBack()).toMatchObject({ anchor, values: full });

    expect(
      await tenant.updateUser(created.value, { jobTitle: null, city: 'Cork', accountEnabled: false }, never),
    ).toEqual({
      ok: true,
      value: undefined,
    });
    expect((await readBack())?.values).toMatchObject({ jobTitle: null, city: 'Cork', accountEnabled: false });
  });

  test('R29: a new user gets a password that is in no journal, twice never the same request', async () => {
    const { anchor, values } = newUser();
    await door.clearJournal();
    await tenantWith().createUser(anchor, values, never);
    const { entries } = await door.journal();
    const post = entries.find((entry) => entry.method === 'POST' && entry.path === '/v1.0/users');
    expect(post?.status).toBe(201);
    expect(JSON.stringify(entries)).not.toMatch(/"password":\s*"[^"]{20,}/);
  });

  test('updating a user that is gone says so', async () => {
    const gone = '00000000-0000-4000-8000-00000000dead';
    const updated = await tenantWith().updateUser(gone as never, { city: 'Cork' }, never);
    expect(updated).toMatchObject(fails('tenant.not-found'));
  });
});

describe('groups', () => {
  const security = { displayName: 'Staff', mailNickname: 'staff', securityEnabled: true, mailEnabled: false };
  const newUsersIn = async (tenant: ReturnType<typeof tenantWith>, count: number) => {
    const ids: TenantObjectId[] = [];
    for (let index = 0; index < count; index += 1) {
      const { anchor, values } = newUser();
      const created = await tenant.createUser(`${sequence}`.padStart(4, '0') + anchor.slice(4), values, never);
      if (!created.ok) throw new Error(created.problem.detail);
      ids.push(created.value);
    }
    return ids;
  };
  const newGroupIn = async (tenant: ReturnType<typeof tenantWith>) => {
    sequence += 1;
    const created = await tenant.createGroup(`group-${sequence}`, security, never);
    if (!created.ok) throw new Error(created.problem.detail);
    return created.value;
  };
  const add = (tenant: ReturnType<typeof tenantWith>, group: TenantObjectId, users: readonly TenantObjectId[]) =>
    Promise.all(users.map((user) => tenant.addMember(group, user, never)));
  const sorted = (ids: readonly string[]) => [...ids].toSorted();

  test('R30: a group is created once, however often it is asked for', async () => {
    const tenant = tenantWith();
    const first = await tenant.createGroup('the-key', { ...security, description: null }, never);
    const second = await tenant.createGroup('the-key', { ...security, description: 'All' }, never);
    expect(second).toEqual(first);
    const mine = (await tenant.readGroups(never)).objects.filter(({ uniqueName }) => uniqueName === 'the-key');
    expect(mine).toEqual([
      {
        tenantObjectId: first.ok && first.value,
        uniqueName: 'the-key',
        kind: 'security',
        hasLicences: false,
        values: { ...security, description: 'All', ownershipMark: null },
      },
    ]);
  });

  test('R8, R30: a group is deleted, its members are not, and one that is gone is deleted', async () => {
    const tenant = believing(tenantWith());
    const group = await newGroupIn(tenant);
    const [member] = await newUsersIn(tenant, 1);
    if (member === undefined) throw new Error('nobody was created');
    await add(tenant, group, [member]);
    for (const _attempt of ['first', 'again']) {
      expect(await tenant.deleteGroup(group, never)).toEqual({ ok: true, value: undefined });
    }
    const { objects } = await tenant.readGroups(never);
    expect(objects.map(({ tenantObjectId }) => tenantObjectId)).not.toContain(group);
    const users = await tenant.readUsers(never);
    expect(users.objects.map(({ tenantObjectId }) => tenantObjectId)).toContain(member);
  });

  test('R26: a group that the tenant does not let the agent delete is not told as deleted', async () => {
    const base = { displayName: 'x', mailNickname: 'x', securityEnabled: true, mailEnabled: false, groupTypes: [] };
    const [kept] = await door.putObjects([{ kind: 'group', values: { ...base, onPremisesSyncEnabled: true } }]);
    const tenant = tenantWith();
    expect(await tenant.deleteGroup(kept as never, never)).toMatchObject({ ok: false });
    const ids = (await tenant.readGroups(never)).objects.map(({ tenantObjectId }) => tenantObjectId);
    expect(ids).toContain(kept);
  });

  test('R25, R26: what a group is, and whether it brings licences, is read', async () => {
    const base = { displayName: 'x', mailNickname: 'x', securityEnabled: true, mailEnabled: false, groupTypes: [] };
    const ids = await door.putObjects(
      [
        { ...base, groupTypes: ['DynamicMembership'], membershipRule: 'true' },
        { ...base, isAssignableToRole: true },
        { ...base, isManagementRestricted: true },
        { ...base, groupTypes: ['Unified'], mailEnabled: true },
        { ...base, mailEnabled: true },
        { ...base, onPremisesSyncEnabled: true },
        { ...base, assignedLicenses: [{ skuId: 'e3' }] },
      ].map((values) => ({ kind: 'group', values })),
    );
    const groups = new Map(
      (await tenantWith().readGroups(never)).objects.map((group) => [group.tenantObjectId, group]),
    );
    expect(ids.map((id) => groups.get(id as TenantObjectId)).map((group) => [group?.kind, group?.hasLicences])).toEqual(
      [
        ['dynamic', false],
        ['roleAssignable', false],
        ['managementRestricted', false],
        ['unified', false],
        ['mailEnabled', false],
        ['synchronisedElsewhere', false],
        ['security', true],
      ],
    );
  });

  test('R30: members go in by twenties; one who is there already is no trouble, one who is not there is told alone', async () => {
    const tenant = believing(tenantWith());
    const group = await newGroupIn(tenant);
    const users = await newUsersIn(tenant, 23);
    expect(await add(tenant, group, users.slice(0, 3))).toEqual(users.slice(0, 3).map(() => succeed(undefined)));
    const gone = '00000000-0000-4000-8000-00000000dead' as TenantObjectId;
    await door.clearJournal();
    const unbelieving = tenantWith({}, registered, { ...patient, patienceMs: 0 });
    const results = await add(unbelieving, group, [...users.slice(0, 12), gone, ...users.slice(12)]);
    const patches = (await door.journal()).entries.filter(({ method }) => method === 'PATCH');
    expect(patches.length).toBeLessThan(13);
    expect(results.map(codeOf)).toEqual([
      ...users.slice(0, 12).map(() => null),
      'tenant.not-found',
      ...users.slice(12).map(() => null),
    ]);
    const members = await tenant.readMembers(group, never);
    expect(sorted(members.objects)).toEqual(sorted(users));

    const [ada = gone, ...others] = users;
    expect(await tenant.removeMember(group, ada, never)).toEqual(succeed(undefined));
    expect(await tenant.removeMember(group, ada, never)).toEqual(succeed(undefined));
    expect(sorted((await tenant.readMembers(group, never)).objects)).toEqual(sorted(others));
    expect((await tenant.readUsers(never)).objects.some(({ tenantObjectId }) => tenantObjectId === ada)).toBe(true);
  });

  test('R40: a group, a member and a manager that were created a moment ago are waited for', async () => {
    const tenant = believing(tenantWith());
    await door.setKnobs({ replicationLagMs: 700 });
    try {
      const group = await newGroupIn(tenant);
      const [ada, bob] = await newUsersIn(tenant, 2);
      if (ada === undefined || bob === undefined) throw new Error('two were created');
      expect(await add(tenant, group, [ada])).toEqual([succeed(undefined)]);
      expect(await tenant.setManager(ada, bob, never)).toEqual(succeed(undefined));
      const managerOfAda = async () =>
        (await tenant.readUsers(never)).objects.find(({ tenantObjectId }) => tenantObjectId === ada)?.managerId;
      await expect.poll(managerOfAda).toBe(bob);
      expect(await tenant.clearManager(ada, never)).toEqual(succeed(undefined));
      expect(await tenant.clearManager(ada, never)).toEqual(succeed(undefined));
    } finally {
      await door.resetKnobs();
    }
  });
});

const fails = (code: Parameters<typeof problem>[0]) => ({ ok: false, problem: { code: problem(code, '').code } });
