import { beforeAll, describe, expect, test } from 'vitest';
import { Secret } from '../../../../agent-core/contract/secret.ts';
import { type Credential, describeCertificate } from '../../../../agent-core/entra/credential.ts';
import { realCredential } from '../../../builders/credentials.ts';
import { seed } from '../../../lab/tenant/seed.ts';
import { agentId, bridgeheadIn, registrationForTests } from './registration-for-tests.ts';

const { administrator, people } = seed;
let credential: Credential;
let other: Credential;
beforeAll(async () => {
  [credential, other] = await Promise.all([realCredential('first'), realCredential('second')]);
});
const thumbprintOf = ({ certificatePem }: Credential) => describeCertificate(certificatePem).thumbprintSha256;

describe('looking at a tenant', () => {
  test.each([
    ['a Global Administrator', administrator, ['Global Administrator'], true, true],
    ['a Privileged Role Administrator', people.roleAdministrator, ['Privileged Role Administrator'], false, true],
    ['an Application Administrator', people.applicationAdministrator, ['Application Administrator'], true, false],
    ['a Hybrid Identity Administrator', people.hybridAdministrator, ['Hybrid Identity Administrator'], true, false],
    ['somebody without a role', people.employee, [], false, false],
  ] as const)('%s is told what they may do', async (_who, person, roles, mayRegister, mayGrant) => {
    const { inspect } = await registrationForTests(credential);
    const { userPrincipalName, displayName } = person;
    expect(await inspect(person.id)).toMatchObject({
      ok: true,
      value: {
        tenantId: seed.tenantId,
        displayName: 'Contoso',
        initialDomain: 'contoso.onmicrosoft.com',
        person: { userPrincipalName, displayName, roles },
        mayRegister,
        mayGrant,
        otherSynchronisation: false,
        exchangeOnPremises: null,
        existingRegistration: null,
      },
    });
  });

  test('R28: another synchronisation, Exchange on premises and an earlier registration are seen', async () => {
    const { inspect, apply, lab } = await registrationForTests(credential);
    const registered = await apply(administrator.id);
    await lab.lab.changeOrganization({ onPremisesSyncEnabled: true });
    await lab.ask('/v1.0/applications', {
      method: 'POST',
      headers: { authorization: `Bearer ${await lab.tokenWithRoles(['Application.ReadWrite.All'])}` },
      body: { displayName: 'ExchangeServerApp-5f1c' },
    });
    expect(await inspect(administrator.id)).toMatchObject({
      value: {
        otherSynchronisation: true,
        exchangeOnPremises: true,
        existingRegistration: { clientId: registered.ok && registered.value.clientId, displayName: 'Bridgehead' },
      },
    });
  });
});

describe('R32: a registration by a Global Administrator', () => {
  test('makes everything that is needed, leaves nobody an owner, and signs in at the end', async () => {
    const world = await registrationForTests(credential);
    const applied = await world.apply(administrator.id);
    const { agent, marks, ...rest } = bridgeheadIn(world);
    const extension = `extension_${String(marks?.appId).replaceAll('-', '')}_bridgeheadOwner`;
    expect(applied).toEqual({
      ok: true,
      value: {
        clientId: agent?.appId,
        objectId: agent?.id,
        ownershipExtension: extension,
        grantsMissing: [],
        consentUrl: null,
        certificate: {
          thumbprintSha256: thumbprintOf(credential),
          notAfter: describeCertificate(credential.certificatePem).notAfter,
        },
      },
    });
    expect(rest).toEqual({
      names: ['bridgehead-agent', 'bridgehead-marks'],
      deleted: [],
      keys: [thumbprintOf(credential)],
      roles: [...seed.application.roles].toSorted(),
      principals: 1,
      owners: [],
      extensions: [extension],
    });
    for (const application of [agent, marks]) {
      expect(application).toMatchObject({
        signInAudience: 'AzureADMyOrg',
        servicePrincipalLockConfiguration: { isEnabled: true, allProperties: true },
      });
      expect(application?.passwordCredentials ?? []).toEqual([]);
    }
    const done = world.steps.filter(({ state }) => state === 'done').map(({ step }) => step);
    expect(done).toEqual(['application', 'servicePrincipal', 'grants', 'extension', 'certificate', 'signIn']);
  });

  test('done again changes nothing, and mends what somebody took away', async () => {
    const world = await registrationForTests(credential);
    const first = await world.apply(administrator.id);
    const before = bridgeheadIn(world);
    expect(await world.apply(administrator.id)).toEqual(first);
    expect(bridgeheadIn(world)).toEqual(before);
    world.lab.tenant.state.applications.grantRoles(String(before.agent?.appId), []);
    expect(await world.apply(administrator.id)).toEqual(first);
    expect(bridgeheadIn(world)).toEqual(before);
  });

  test('by a second agent adds its key and leaves that of the first', async () => {
    const world = await registrationForTests(credential);
    await world.apply(administrator.id);
    const second = { agentId: '99999999-5b0a-4f3e-9d53-7a2f4c8e9b10', credential: other };
    expect(await world.apply(administrator.id, second)).toMatchObject({ ok: true });
    expect(bridgeheadIn(world).keys).toEqual([thumbprintOf(credential), thumbprintOf(other)]);
  });

  test('of a tenant that another program synchronises is refused before anything is made', async () => {
    const world = await registrationForTests(credential);
    await world.lab.lab.changeOrganization({ onPremisesSyncEnabled: true });
    const refused = await world.apply(administrator.id);
    expect(refused).toMatchObject({ ok: false, problem: { code: 'tenant.other-synchronisation' } });
    expect(bridgeheadIn(world).names).toEqual([]);
  });
});

describe('who may not grant', () => {
  test.each([
    ['an Application Administrator', people.applicationAdministrator],
    ['a Hybrid Identity Administrator', people.hybridAdministrator],
  ])('%s registers all the same, and is given an address for somebody who may', async (_who, person) => {
    const world = await registrationForTests(credential);
    const applied = await world.apply(person.id);
    const { agent, roles, owners } = bridgeheadIn(world);
    const consentUrl = `${world.tenant.authority}/${seed.tenantId}/adminconsent?client_id=${agent?.appId}`;
    expect(applied).toMatchObject({ ok: true, value: { grantsMissing: seed.application.roles, consentUrl } });
    expect({ roles, owners }).toEqual({ roles: [], owners: [] });
    expect(await world.apply(administrator.id)).toMatchObject({
      ok: true,
      value: { grantsMissing: [], consentUrl: null },
    });
    expect(bridgeheadIn(world).roles).toHaveLength(6);
  });

  test('somebody without a role is told, and nothing is left behind', async () => {
    const world = await registrationForTests(credential);
    const refused = await world.apply(people.employee.id);
    expect(refused).toMatchObject({ ok: false, problem: { code: 'registration.not-permitted' } });
    expect(world.steps.at(-1)).toMatchObject({ state: 'failed', problem: { code: 'registration.not-permitted' } });
    expect(bridgeheadIn(world).names).toEqual([]);
  });
});

describe('undoing', () => {
  test('removes what this agent created, and the marks stay', async () => {
    const world = await registrationForTests(credential);
    await world.apply(administrator.id);
    expect(await world.remove(administrator.id)).toEqual({ ok: true, value: undefined });
    expect(bridgeheadIn(world)).toMatchObject({ names: ['bridgehead-marks'], deleted: [], principals: 0 });
    expect(await world.remove(administrator.id)).toMatchObject({ ok: true });
    expect(await world.apply(administrator.id)).toMatchObject({ ok: true });
  });

  test('by an agent that only joined takes its key, and nothing of the other one', async () => {
    const world = await registrationForTests(credential);
    await world.apply(administrator.id);
    const before = bridgeheadIn(world);
    const second = { agentId: '99999999-5b0a-4f3e-9d53-7a2f4c8e9b10', credential: other };
    await world.apply(administrator.id, second);
    const { agentId: secondId } = second;
    expect(
      await world.remove(administrator.id, { agentId: secondId, certificatePem: other.certificatePem }),
    ).toMatchObject({ ok: true });
    expect(bridgeheadIn(world)).toEqual(before);
  });

  test('of a registration that somebody deleted makes room for a new one, and its marks come back', async () => {
    const world = await registrationForTests(credential);
    const first = await world.apply(administrator.id);
    const { agent, marks } = bridgeheadIn(world);
    for (const application of [agent, marks]) {
      await world.lab.ask(`/v1.0/applications/${application?.id}`, {
        method: 'DELETE',
        headers: { authorization: `Bearer ${await world.lab.tokenWithRoles(['Application.ReadWrite.All'])}` },
      });
    }
    const again = await world.apply(administrator.id);
    expect(again).toMatchObject({ ok: true });
    const after = bridgeheadIn(world);
    expect(after.agent?.appId).not.toBe(agent?.appId);
    expect(after.marks?.appId).toBe(marks?.appId);
    expect(again.ok && first.ok && again.value.ownershipExtension).toBe(first.ok && first.value.ownershipExtension);
  });
});

test('an access token that is no longer accepted is a problem of its own', async () => {
  const { registrar, tenant } = await registrationForTests(credential);
  const answer = await registrar.inspect(tenant, new Secret('a.b.c'), new AbortController().signal);
  expect(answer).toMatchObject({ ok: false, problem: { code: 'registration.sign-in-expired' } });
  const clouds = {
    ...tenant,
    authority: 'https://login.microsoftonline.us' as const,
    graph: 'https://graph.microsoft.com',
  };
  const mixed = await registrar.inspect(clouds, new Secret('a.b.c'), new AbortController().signal);
  expect(mixed).toMatchObject({ ok: false, problem: { code: 'tenant.different-clouds' } });
});

test('registration.check tells what is missing and what nobody asked for', async () => {
  const { registrar, tenant, apply, lab } = await registrationForTests(credential);
  const applied = await apply(administrator.id);
  if (!applied.ok) throw new Error(applied.problem.detail);
  const { clientId } = applied.value;
  lab.tenant.state.applications.grantRoles(clientId, ['User.ReadWrite.All', 'Directory.ReadWrite.All']);
  const settings = { ...tenant, tenantId: seed.tenantId, clientId };
  expect(await registrar.check(settings, credential, new AbortController().signal)).toEqual({
    ok: true,
    value: {
      grantsMissing: seed.application.roles.filter((permission) => permission !== 'User.ReadWrite.All'),
      grantsUnexpected: ['Directory.ReadWrite.All'],
    },
  });
});

test('the script for an administrator elsewhere names everything and holds no secret', async () => {
  const { registrar, tenant } = await registrationForTests(credential);
  const global = { ...tenant, authority: 'https://login.microsoftonline.us', graph: 'https://graph.microsoft.us' };
  const script = registrar.script(global, agentId, credential.certificatePem);
  for (const role of seed.application.roles) expect(script).toContain(`'${role}'`);
  for (const part of ['-Environment USGov ', 'bridgehead-agent', 'bridgehead-marks', agentId])
    expect(script).toContain(part);
  // The first lines are the public half.
  const key = credential.privateKeyPem.reveal().trim().split('\n').at(-5) ?? '';
  expect(key.length).toBeGreaterThan(20);
  expect(script).not.toContain(key);
});
