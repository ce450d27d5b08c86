/** The lab door: opened by its key alone, it arranges the tenant and reads back what happened. */
import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLabClient } from '../lab-client.ts';
import { seed } from '../seed.ts';
import { makeApplicationCertificate } from '../testing/certificates.ts';
import { startTenantForTests, type TenantForTests } from '../testing/tenant-for-tests.ts';

let lab: TenantForTests;

beforeAll(async () => {
  lab = await startTenantForTests();
});
afterAll(() => lab.stop());

describe('the key', () => {
  test('is asked for at every address, and a wrong one is no key', async () => {
    for (const headers of [{}, { 'x-lab-key': 'guess' }, { authorization: `Bearer ${lab.tenant.labKey}` }]) {
      const reply = await lab.ask('/lab/state', { headers });
      expect(reply).toMatchObject({ status: 401, json: { error: { code: 'LabKeyRequired' } } });
    }
    const stranger = createLabClient({ origin: lab.tenant.origin, caPem: lab.server.caPem, key: 'guess' });
    await expect(stranger.state()).rejects.toMatchObject({ name: 'LabDoorError', status: 401, code: 'LabKeyRequired' });
    await stranger.close();
  });

  test('does not open Graph', async () => {
    expect((await lab.ask('/v1.0/users', { headers: { 'x-lab-key': lab.tenant.labKey } })).status).toBe(401);
  });

  test('opens only addresses and methods that exist', async () => {
    const headers = { 'x-lab-key': lab.tenant.labKey };
    expect(await lab.ask('/lab/users', { headers })).toMatchObject({
      status: 404,
      json: { error: { code: 'NotFound' } },
    });
    expect(await lab.ask('/lab/state', { method: 'DELETE', headers })).toMatchObject({ status: 405 });
  });
});

describe('the state', () => {
  test('shows the seed', async () => {
    const state = await lab.lab.state();
    expect(state).toMatchObject({
      tenantId: seed.tenantId,
      organization: { displayName: 'Contoso' },
      applications: [
        { appId: seed.application.appId, displayName: 'Bridgehead', roles: seed.application.roles },
        { appId: seed.setUpClient.appId, displayName: 'Bridgehead set-up', roles: [] },
      ],
    });
    expect(state.users.map(({ userPrincipalName }) => userPrincipalName)).toEqual(
      [seed.administrator, ...Object.values(seed.people)].map((person) => person.userPrincipalName),
    );
    expect(state.users[0]).toMatchObject({
      id: seed.administrator.id,
      userPrincipalName: 'admin@contoso.onmicrosoft.com',
    });
    expect(state.users[0]).not.toHaveProperty('onPremisesImmutableId');
  });
});

describe('registering a certificate', () => {
  test('lets its holder sign in from then on', async () => {
    const certificate = await makeApplicationCertificate();
    expect((await lab.signIn({ signedBy: certificate })).status).toBe(401);
    const key = await lab.lab.registerCertificate(seed.application.appId, certificate.certificatePem);
    expect(key.thumbprintSha256).toBe(certificate.thumbprintSha256.toUpperCase());
    expect(key.endDateTime).toBe(new X509Certificate(certificate.certificatePem).validToDate.toISOString());
    expect((await lab.signIn({ signedBy: certificate })).status).toBe(200);
    expect(await lab.lab.registerCertificate(seed.application.appId, certificate.certificatePem)).toEqual(key);
  });

  test('is refused for what is no certificate, and for an unknown application', async () => {
    const attempt = lab.lab.registerCertificate(seed.application.appId, 'rubbish');
    await expect(attempt).rejects.toMatchObject({ status: 400, code: 'BodyInvalid' });
    const nobody = lab.lab.registerCertificate('nobody', lab.application.certificatePem);
    await expect(nobody).rejects.toMatchObject({ status: 404, code: 'NotFound' });
    const elliptic = lab.lab.registerCertificate(seed.application.appId, lab.server.certificatePem);
    await expect(elliptic).rejects.toMatchObject({ status: 400 });
  });
});

describe('changing the organization', () => {
  test('shows at once in Graph and in what sign-in names are allowed', async () => {
    const changed = await startTenantForTests();
    try {
      const { verifiedDomains } = changed.tenant.state.organization();
      const fabrikam = {
        capabilities: 'Email',
        isDefault: false,
        isInitial: false,
        name: 'fabrikam.test',
        type: 'Managed',
      };
      await changed.lab.changeOrganization({
        onPremisesSyncEnabled: true,
        verifiedDomains: [...verifiedDomains, fabrikam],
      });
      const reply = await changed.graph('/v1.0/organization?$select=onPremisesSyncEnabled,verifiedDomains');
      expect(reply.json).toMatchObject({ value: [{ onPremisesSyncEnabled: true, verifiedDomains: { length: 3 } }] });
      changed.tenant.state.users.put({ id: 'renamed', userPrincipalName: 'before@contoso.test' });
      const renamed = { method: 'PATCH', body: { userPrincipalName: 'after@fabrikam.test' } } as const;
      expect((await changed.graph('/v1.0/users/renamed', renamed)).status).toBe(204);
    } finally {
      await changed.stop();
    }
  });

  test('is refused when no domain or two domains would be the default', async () => {
    const [first] = lab.tenant.state.organization().verifiedDomains;
    if (first === undefined) throw new Error('The seed has a domain.');
    for (const verifiedDomains of [[], [{ ...first, isDefault: false }], [first, { ...first, name: 'other.test' }]]) {
      await expect(lab.lab.changeOrganization({ verifiedDomains })).rejects.toMatchObject({ status: 400 });
    }
  });
});

describe('the journal', () => {
  test('tells of each request who asked what and what came of it', async () => {
    const { lastSequence } = await lab.lab.journal();
    await lab.graph('/v1.0/users?$top=1');
    await lab.ask('/v1.0/users');
    const { entries, missed } = await lab.lab.journal(lastSequence);
    expect(missed).toBe(0);
    expect(entries.slice(-2)).toMatchObject([
      {
        door: 'graph',
        method: 'GET',
        path: '/v1.0/users',
        query: '%24top=1',
        body: null,
        status: 200,
        isDelivered: true,
        callerAppId: seed.application.appId,
        fault: null,
      },
      { status: 401, callerAppId: null },
    ]);
  });

  test('holds no assertion, no secret and no token', async () => {
    const { lastSequence } = await lab.lab.journal();
    const reply = await lab.signIn({}, { client_secret: 'a-secret' });
    expect(reply.status).toBe(200);
    const { entries } = await lab.lab.journal(lastSequence);
    expect(entries).toMatchObject([
      {
        door: 'sign-in',
        callerAppId: seed.application.appId,
        body: { client_id: seed.application.appId, client_assertion: '[removed]', client_secret: '[removed]' },
      },
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/eyJ|a-secret/);
  });

  test('is emptied on demand and goes on counting', async () => {
    await lab.ask('/v1.0/users');
    const { lastSequence } = await lab.lab.journal();
    await lab.lab.clearJournal();
    expect(await lab.lab.journal()).toEqual({ entries: [], lastSequence, missed: 0 });
    await lab.ask('/v1.0/users');
    expect(await lab.lab.journal()).toMatchObject({ entries: [{ sequence: lastSequence + 1 }], missed: 0 });
  });
});
