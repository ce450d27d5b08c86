/** Applications are registered, granted and given certificates as the documentation of Microsoft Graph v1.0 says. */
import { createPrivateKey } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seed } from '../seed.ts';
import { graphAppId, graphServicePrincipalId } from '../state/graph-app-roles.ts';
import { type CertificateWithKey, makeApplicationCertificate } from '../testing/certificates.ts';
import { type Ask, type Reply, startTenantForTests, type TenantForTests } from '../testing/tenant-for-tests.ts';
import { expectRefusal, idOf, usersOf } from '../testing/users-for-tests.ts';

let lab: TenantForTests;
let headers: Readonly<Record<string, string>>;
let certificate: CertificateWithKey;
const { createUser, patch, read } = usersOf(() => lab);

beforeAll(async () => {
  lab = await startTenantForTests();
  certificate = await makeApplicationCertificate();
  const roles = ['Application.ReadWrite.All', 'AppRoleAssignment.ReadWrite.All', 'User.Read.All'];
  headers = { authorization: `Bearer ${await lab.tokenWithRoles(roles)}` };
});
afterAll(() => lab.stop());

const ask = (path: string, what: Ask = {}): Promise<Reply> =>
  lab.graph(`/v1.0/${path}`, { ...what, headers: { ...headers, ...what.headers } });
const post = (path: string, body: unknown): Promise<Reply> => ask(path, { method: 'POST', body });
const derOf = ({ certificatePem }: CertificateWithKey): string => certificatePem.replace(/-----[A-Z ]+-----|\s/g, '');
const keyOf = (of: CertificateWithKey) => ({
  type: 'AsymmetricX509Cert',
  usage: 'Verify',
  key: derOf(of),
  displayName: 'CN=Agent 7',
});
interface Registered {
  readonly id: string;
  readonly appId: string;
}
async function register(values: Readonly<Record<string, unknown>> = {}): Promise<Registered> {
  const reply = await post('applications', { displayName: 'Another agent', ...values });
  expect(reply.status, reply.text).toBe(201);
  return reply.json as Registered;
}
const principalOf = async ({ appId }: Registered): Promise<string> => idOf(await post('servicePrincipals', { appId }));
const unknownId = '87d349ed-44d7-43e1-9a83-5f2406dee5bd';

describe('learn.microsoft.com/graph/api/application-post-applications', () => {
  test('registers with certificates, which nobody can read back', async () => {
    const access = [{ resourceAppId: graphAppId, resourceAccess: [{ id: unknownId, type: 'Role' }] }];
    const reply = await post('applications', {
      displayName: 'Agent 7',
      signInAudience: 'AzureADMyOrg',
      requiredResourceAccess: access,
      keyCredentials: [keyOf(certificate)],
    });
    expect(reply.status).toBe(201);
    expect(reply.json).toMatchObject({
      '@odata.context': `${lab.tenant.origin}/v1.0/$metadata#applications/$entity`,
      displayName: 'Agent 7',
      publisherDomain: 'contoso.test',
      requiredResourceAccess: access,
      keyCredentials: [{ displayName: 'CN=Agent 7', key: null, type: 'AsymmetricX509Cert', usage: 'Verify' }],
    });
    const { appId } = reply.json as Registered;
    const byAppId = await ask(`applications(appId='${appId}')?$select=id`);
    expect(byAppId.json).toMatchObject({ id: idOf(reply) });
  });

  test.each([
    ['no name', {}, 'Property displayName value is required but is empty or missing.'],
    [
      'a key that is none',
      { displayName: 'x', keyCredentials: [{ ...{}, key: 'AAAA' }] },
      'Key credential is invalid.',
    ],
    [
      'an unknown property',
      { displayName: 'x', colour: 'red' },
      "Property 'colour' does not exist as a declared property or extension property.",
    ],
  ])('%s is refused', async (_what, body, message) => {
    const reply = await post('applications', body);
    expect(reply).toMatchObject({ status: 400, json: { error: { message } } });
  });

  test('learn.microsoft.com/graph/api/application-upsert: by uniqueName', async () => {
    const upsert = (prefer: Readonly<Record<string, string>>) =>
      ask("applications(uniqueName='agent-9')", { method: 'PATCH', headers: prefer, body: { displayName: 'Agent 9' } });
    expect((await upsert({})).status).toBe(404);
    expect((await upsert({ prefer: 'create-if-missing' })).json).toMatchObject({ uniqueName: 'agent-9' });
    expect((await upsert({ prefer: 'create-if-missing' })).status).toBe(204);
  });
});

describe('learn.microsoft.com/graph/api/serviceprincipal-post-serviceprincipals', () => {
  test('an application signs in once it has a service principal', async () => {
    const application = await register({ keyCredentials: [keyOf(certificate)] });
    const signIn = () =>
      lab.signIn(
        { signedBy: certificate, claims: { iss: application.appId, sub: application.appId } },
        { client_id: application.appId },
      );
    expect(await signIn()).toMatchObject({ json: { error_codes: [700016] } });
    const principal = await post('servicePrincipals', { appId: application.appId });
    expect(principal).toMatchObject({ status: 201, json: { displayName: 'Another agent', appRoles: [] } });
    expect((await signIn()).status).toBe(200);
    expect((await post('servicePrincipals', { appId: application.appId })).status).toBe(409);
    await ask(`applications/${application.id}`, { method: 'DELETE' });
    expect((await signIn()).status).toBe(400);
    expect((await ask(`servicePrincipals/${idOf(principal)}`)).status).toBe(404);
  });

  test('without an application it is refused, and so it is until the application has reached the asked copy', async () => {
    const message = `The appId '${unknownId}' of the service principal does not reference a valid application object.`;
    expect(await post('servicePrincipals', { appId: unknownId })).toMatchObject({
      status: 400,
      json: { error: { message, details: [{ code: 'NoBackingApplicationObject', target: 'appId' }] } },
    });
    await lab.lab.setKnobs({ replicationLagMs: 60_000 });
    const { appId } = await register();
    expect((await post('servicePrincipals', { appId })).status).toBe(400);
    await lab.lab.resetKnobs();
    await lab.lab.advanceClock(60_000);
    expect((await post('servicePrincipals', { appId })).status).toBe(201);
  });

  test('by appId and with the preference it is made when it is missing', async () => {
    const { appId } = await register();
    const upsert = { method: 'PATCH', headers: { prefer: 'create-if-missing' }, body: {} } as const;
    expect((await ask(`servicePrincipals(appId='${appId}')`, upsert)).status).toBe(201);
    expect((await ask(`servicePrincipals(appId='${appId}')`, upsert)).status).toBe(204);
  });

  test('the one of Microsoft Graph publishes its permissions', async () => {
    const reply = await ask(`servicePrincipals(appId='${graphAppId}')?$select=id,appRoles`);
    expect(reply.json).toMatchObject({ id: graphServicePrincipalId, appRoles: expect.any(Array) });
    expect(reply.text).toContain('"value":"User.ReadWrite.All"');
    expect(reply.text).not.toContain('User.Create');
  });
});

describe('learn.microsoft.com/graph/api/serviceprincipal-post-approleassignments', () => {
  const userReadWriteAll = '741f803b-c850-494e-b5df-cde7c675a1ca';

  test('a grant is in the next token, and a revoked one is not', async () => {
    const application = await register({ keyCredentials: [keyOf(certificate)] });
    const principalId = await principalOf(application);
    const at = `servicePrincipals/${principalId}/appRoleAssignments`;
    const body = { principalId, resourceId: graphServicePrincipalId, appRoleId: userReadWriteAll };
    const granted = await post(at, body);
    expect(granted.status).toBe(201);
    expect(granted.json).toMatchObject({
      appRoleId: userReadWriteAll,
      principalId,
      principalType: 'ServicePrincipal',
      resourceDisplayName: 'Microsoft Graph',
      resourceId: graphServicePrincipalId,
    });
    expect((await post(at, body)).json).toMatchObject({
      error: { message: 'Permission being assigned already exists on the object' },
    });
    expect(lab.tenant.state.applications.find(application.appId)?.roles).toEqual(['User.ReadWrite.All']);
    expect((await ask(at)).json).toMatchObject({ value: [{ id: idOf(granted) }] });
    expect((await ask(`${at}/${idOf(granted)}`, { method: 'DELETE' })).status).toBe(204);
    expect(lab.tenant.state.applications.find(application.appId)?.roles).toEqual([]);
  });

  test('an unknown permission and somebody else’s principal are refused', async () => {
    const principalId = await principalOf(await register());
    const at = `servicePrincipals/${principalId}/appRoleAssignments`;
    const body = { principalId, resourceId: graphServicePrincipalId, appRoleId: unknownId };
    expect((await post(at, body)).status).toBe(400);
    expect((await post(at, { ...body, principalId: unknownId })).status).toBe(404);
  });

  test('needs AppRoleAssignment.ReadWrite.All', async () => {
    const token = await lab.tokenWithRoles(['Application.ReadWrite.All']);
    const reply = await lab.graph(`/v1.0/servicePrincipals/${seed.application.servicePrincipalId}/appRoleAssignments`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: {},
    });
    expect(reply.status).toBe(403);
  });
});

describe('learn.microsoft.com/graph/api/application-addkey and application-removekey', () => {
  const { appId, objectId } = seed.application;
  const prove = (signer: CertificateWithKey, claims: Readonly<Record<string, unknown>> = {}, alg = 'RS256') => {
    const now = Math.floor(Date.now() / 1000);
    const all = { aud: '00000002-0000-0000-c000-000000000000', iss: objectId, nbf: now, exp: now + 600, ...claims };
    return new SignJWT(all).setProtectedHeader({ alg }).sign(createPrivateKey(signer.privateKeyPem));
  };
  const addKey = async (proof: string, added: CertificateWithKey) =>
    lab.graph(`/v1.0/applications/${objectId}/addKey`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await lab.tokenWithRoles([])}` },
      body: { keyCredential: keyOf(added), passwordCredential: null, proof },
    });

  test('an application without any permission rolls its own certificate over', async () => {
    const next = await makeApplicationCertificate();
    const added = await addKey(await prove(lab.application), next);
    expect(added).toMatchObject({ status: 200, json: { keyId: expect.any(String), key: null, usage: 'Verify' } });
    expect((await lab.signIn({ signedBy: next })).status).toBe(200);
    const shown = await ask(`applications/${objectId}?$select=keyCredentials`);
    expect(shown.json).toMatchObject({ keyCredentials: { length: 2 } });
    const { keyId } = added.json as { readonly keyId: string };
    const removal = { keyId, proof: await prove(next, {}, 'PS256') };
    expect((await post(`applications/${objectId}/removeKey`, removal)).status).toBe(204);
    expect((await lab.signIn({ signedBy: next })).status).toBe(401);
  });

  test.each([
    ['signed by somebody else', () => prove(certificate)],
    ['for another audience', () => prove(lab.application, { aud: graphAppId })],
    ['of another application', () => prove(lab.application, { iss: appId })],
    ['that has expired', () => prove(lab.application, { nbf: 1000, exp: 1600 })],
    ['that lives too long', () => prove(lab.application, { exp: Math.floor(Date.now() / 1000) + 3600 })],
    ['that is none', () => Promise.resolve('a.b.c')],
  ])('a proof %s is refused', async (_what, proof) => {
    const message = 'Access Token missing or malformed.';
    expectRefusal(await addKey(await proof(), certificate), 401, 'Authentication_MissingOrMalformed', message);
  });
});

describe('learn.microsoft.com/graph/api/application-post-extensionproperty', () => {
  test('adds a property to users that is written, read, filtered and lost with the application', async () => {
    const application = await register();
    const at = `applications/${application.id}/extensionProperties`;
    const body = { name: 'mark', dataType: 'String', targetObjects: ['User'] };
    const reply = await post(at, body);
    const name = `extension_${application.appId.replaceAll('-', '')}_mark`;
    expect(reply).toMatchObject({ status: 201, json: { name, dataType: 'String', isMultiValued: false } });
    expect((await post(at, body)).status).toBe(400);
    expect((await ask(at)).json).toMatchObject({ value: [{ name }] });
    const user = await createUser({ [name]: 'ours' });
    expect(await read(user, `id,${name}`)).toMatchObject({ [name]: 'ours' });
    expect((await lab.graph(`/v1.0/users?$select=id&$filter=${name} eq 'ours'`)).json).toMatchObject({
      value: [{ id: user }],
    });
    expect((await patch(user, { [name]: 17 })).status).toBe(400);
    expect((await patch(user, { [name]: null })).status).toBe(204);
    await ask(`applications/${application.id}`, { method: 'DELETE' });
    expect((await lab.graph(`/v1.0/users/${user}?$select=${name}`)).status).toBe(400);
  });
});

describe('Application.ReadWrite.OwnedBy', () => {
  test('writes what the caller made and nothing else', async () => {
    const owned = { authorization: `Bearer ${await lab.tokenWithRoles(['Application.ReadWrite.OwnedBy'])}` };
    const change = { method: 'PATCH', headers: owned, body: { notes: 'x' } } as const;
    const mine = await lab.graph('/v1.0/applications', {
      method: 'POST',
      headers: owned,
      body: { displayName: 'Mine' },
    });
    expect((await lab.graph(`/v1.0/applications/${idOf(mine)}`, change)).status).toBe(204);
    expect((await lab.graph(`/v1.0/applications/${seed.application.objectId}`, change)).status).toBe(403);
  });
});
