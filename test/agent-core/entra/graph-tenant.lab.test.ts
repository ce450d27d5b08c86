import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Problem, problem } from '../../../agent-core/contract/problem.ts';
import type { TenantSettings } from '../../../agent-core/contract/settings.ts';
import { createAccessTokens } from '../../../agent-core/entra/access-token.ts';
import { type Credential, createCredential } from '../../../agent-core/entra/credential.ts';
import { createGraph } from '../../../agent-core/entra/graph.ts';
import { createGraphTenant } from '../../../agent-core/entra/graph-tenant.ts';
import { createNetwork } from '../../../agent-core/entra/network.ts';
import { systemTime } from '../../builders/system-time.ts';
import { readLabSettings } from '../../harness/lab-settings.ts';
import { openLabDoor } from '../../lab/open-lab-door.ts';
import type { LabClient } from '../../lab/tenant/lab-client.ts';

const lab = inject('lab');
const never = new AbortController().signal;
const newUsers = { usageLocation: null, passwordPolicies: 'DisablePasswordExpiration' } as const;
let settings: TenantSettings;
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

function tenantWith(changes: Partial<TenantSettings> = {}, credential = registered) {
  const used = { ...settings, ...changes };
  const authorities = used.certificateAuthorities === null ? [] : [used.certificateAuthorities];
  const network = createNetwork({ authorities, proxy: null, answerTimeoutMs: 400 });
  const tokens = createAccessTokens(used, credential, network);
  return createGraphTenant(
    createGraph({ origin: used.graph, network, tokens, retryForMs: 3_000, ...systemTime, pace: null }),
    newUsers,
  );
}

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
    expect(codeOf(await tenantWith().readOrganization(never))).toBe(code);
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
    expect(await tenantWith().readUsers(never)).toMatchObject({ problem: { code } });
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

const fails = (code: Parameters<typeof problem>[0]) => ({ ok: false, problem: { code: problem(code, '').code } });
