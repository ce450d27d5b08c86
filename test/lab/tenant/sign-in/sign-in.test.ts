/** The sign-in service is good enough for Microsoft's own library and refuses in Microsoft's own words. */
import { ConfidentialClientApplication } from '@azure/msal-node';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seed } from '../seed.ts';
import { makeApplicationCertificate } from '../testing/certificates.ts';
import { networkThrough } from '../testing/msal-for-tests.ts';
import {
  type AssertionOverrides,
  type Reply,
  startTenantForTests,
  type TenantForTests,
  tokenPath,
} from '../testing/tenant-for-tests.ts';

let lab: TenantForTests;

beforeAll(async () => {
  lab = await startTenantForTests();
});
afterAll(() => lab.stop());

describe('msal-node signs in with a certificate', () => {
  test.each([seed.tenantId, seed.defaultDomain])('at the authority of %s', async (tenantName) => {
    const client = msalClient(`${lab.tenant.origin}/${tenantName}`);
    const result = await client.acquireTokenByClientCredential({ scopes: [`${lab.tenant.origin}/.default`] });

    const claims = decodeJwt(result?.accessToken ?? '');
    expect(claims).toMatchObject({
      aud: lab.tenant.origin,
      iss: `${lab.tenant.origin}/${seed.tenantId}/v2.0`,
      tid: seed.tenantId,
      appid: seed.application.appId,
      oid: seed.application.servicePrincipalId,
      roles: seed.application.roles,
    });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(3600);

    const users = await lab.ask('/v1.0/users', { headers: { authorization: `Bearer ${result?.accessToken}` } });
    expect(users.status).toBe(200);
  });

  test('after asking the instance discovery which hosts belong together', async () => {
    const reply = await lab.ask('/common/discovery/instance?api-version=1.1');
    const host = `localhost:${lab.tenant.port}`;
    expect(reply.json).toMatchObject({ metadata: [{ preferred_network: host, aliases: [host] }] });
  });

  test('again with the assertion it keeps, when it is told not to use the token it has', async () => {
    const client = msalClient(`${lab.tenant.origin}/${seed.tenantId}`);
    const sign = (skipCache: boolean) =>
      client.acquireTokenByClientCredential({ scopes: [`${lab.tenant.origin}/.default`], skipCache });
    const first = await sign(false);
    const second = await sign(true);
    expect(second?.fromCache).toBe(false);
    expect(decodeJwt(second?.accessToken ?? '')).toMatchObject({ appid: seed.application.appId });
    expect(first?.accessToken).toBeTypeOf('string');
  });

  test('and is told AADSTS700027 for a certificate that is not registered', async () => {
    const stranger = await makeApplicationCertificate();
    const client = msalClient(`${lab.tenant.origin}/${seed.tenantId}`, stranger);
    const attempt = client.acquireTokenByClientCredential({ scopes: [`${lab.tenant.origin}/.default`] });
    await expect(attempt).rejects.toMatchObject({
      errorCode: 'invalid_client',
      errorMessage: expect.stringContaining('AADSTS700027'),
    });
  });
});

describe('learn.microsoft.com/entra/identity-platform/v2-protocols-oidc', () => {
  test('the discovery document names endpoints of this server, and its keys verify the token', async () => {
    const document = await lab.ask(`/${seed.tenantId}/v2.0/.well-known/openid-configuration`);
    expect(document.json).toMatchObject({
      issuer: `${lab.tenant.origin}/${seed.tenantId}/v2.0`,
      token_endpoint: `${lab.tenant.origin}${tokenPath()}`,
      jwks_uri: `${lab.tenant.origin}/${seed.tenantId}/discovery/v2.0/keys`,
    });
    const keys = await lab.ask(`/${seed.tenantId}/discovery/v2.0/keys`);
    const token = await lab.tokenWithRoles([]);
    const { kid } = decodeProtectedHeader(token);
    expect(keys.json).toMatchObject({ keys: [{ kid, kty: 'RSA', use: 'sig' }] });
    expect(keys.text).not.toMatch(/"(d|p|q)":/);
  });

  test('a shared authority has a template for its issuer', async () => {
    const document = await lab.ask('/organizations/v2.0/.well-known/openid-configuration');
    expect(document.json).toMatchObject({ issuer: `${lab.tenant.origin}/{tenantid}/v2.0` });
  });
});

describe('learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow', () => {
  test('a certificate buys a bearer token for an hour', async () => {
    const reply = await lab.signIn();
    expect(reply.status).toBe(200);
    expect(reply.headers['cache-control']).toContain('no-store');
    expect(reply.json).toEqual({
      token_type: 'Bearer',
      expires_in: 3599,
      ext_expires_in: 3599,
      access_token: expect.stringMatching(/^ey/),
    });
  });

  test('an RS256 assertion that names its key by SHA-1 is good too', async () => {
    const [key] = lab.tenant.state.applications.find(seed.application.appId)?.keyCredentials ?? [];
    const sha1 = Buffer.from(key?.thumbprintSha1 ?? '', 'hex').toString('base64url');
    const reply = await lab.signIn({ algorithm: 'RS256', header: { 'x5t#S256': undefined, x5t: sha1 } });
    expect(reply.status).toBe(200);
  });

  test('without granted permissions there is no roles claim', async () => {
    expect(decodeJwt(await lab.tokenWithRoles([]))).not.toHaveProperty('roles');
  });
});

describe('learn.microsoft.com/entra/identity-platform/reference-error-codes', () => {
  test('an error carries number, time and trace in every place Microsoft puts them', async () => {
    const correlationId = '11111111-2222-4333-8444-555555555555';
    const reply = await lab.ask('/fabrikam.test/v2.0/.well-known/openid-configuration', {
      headers: { 'client-request-id': correlationId },
    });
    expect(reply.status).toBe(400);
    expect(reply.json).toEqual({
      error: 'invalid_tenant',
      error_description: expect.stringMatching(
        /^AADSTS90002: Tenant 'fabrikam\.test' not found\. .* Trace ID: [0-9a-f-]{36} Correlation ID: 11111111-2222-4333-8444-555555555555 Timestamp: \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/,
      ),
      error_codes: [90002],
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/),
      trace_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      correlation_id: correlationId,
      error_uri: `${lab.tenant.origin}/error?code=90002`,
    });
  });

  const now = (): number => Math.floor(Date.now() / 1000);
  const byForm: readonly (readonly [string, number, string, number, Readonly<Record<string, string>>])[] = [
    [
      'an unknown application',
      700016,
      'unauthorized_client',
      400,
      { client_id: 'c0ffee00-0000-4000-8000-000000000000' },
    ],
    ['another grant', 70003, 'unsupported_grant_type', 400, { grant_type: 'password' }],
    ['a scope without /.default', 1002012, 'invalid_scope', 400, { scope: 'User.Read' }],
    ['a resource that is not Graph', 500011, 'invalid_resource', 400, { scope: 'api://other/.default' }],
    ['text that is no token', 50027, 'invalid_request', 400, { client_assertion: 'no token' }],
  ];
  test.each(byForm)('%s: AADSTS%d', async (_what, code, error, status, form) => {
    expectRefusal(await lab.signIn({}, form), code, error, status);
  });

  const byAssertion: readonly (readonly [string, number, number, () => AssertionOverrides])[] = [
    ['another audience', 700023, 401, () => ({ claims: { aud: 'https://login.example/token' } })],
    ['another issuer', 700021, 401, () => ({ claims: { iss: 'c0ffee00-0000-4000-8000-000000000000' } })],
    ['another subject', 700021, 401, () => ({ claims: { sub: 'c0ffee00-0000-4000-8000-000000000000' } })],
    ['an assertion that has expired', 700024, 401, () => ({ claims: { nbf: now() - 2000, exp: now() - 400 } })],
    ['an assertion that lives too long', 700024, 401, () => ({ claims: { exp: now() + 1000 } })],
    ['an assertion for later', 700024, 401, () => ({ claims: { nbf: now() + 400 } })],
    ['no thumbprint', 5002723, 400, () => ({ header: { 'x5t#S256': undefined } })],
    ['another algorithm', 50027, 400, () => ({ algorithm: 'PS384' })],
    ['no identifier', 50027, 400, () => ({ claims: { jti: undefined } })],
  ];
  test.each(byAssertion)('%s: AADSTS%d', async (_what, code, status, overrides) => {
    expectRefusal(await lab.signIn(overrides()), code, status === 401 ? 'invalid_client' : 'invalid_request', status);
  });

  test('differences between clocks within five minutes are forgiven', async () => {
    const reply = await lab.signIn({ claims: { nbf: now() + 240, exp: now() + 840 } });
    expect(reply.status).toBe(200);
  });

  test('a signature by another key under a registered thumbprint: AADSTS700027', async () => {
    const other = await makeApplicationCertificate();
    const thumbprint = Buffer.from(lab.application.thumbprintSha256, 'hex').toString('base64url');
    const reply = await lab.signIn({ signedBy: other, header: { 'x5t#S256': thumbprint } });
    expectRefusal(reply, 700027, 'invalid_client', 401);
    expect(reply.text).toContain('did not match the expected signature value');
    expect(reply.text).toContain(lab.application.thumbprintSha256.toUpperCase());
  });

  test('a registered certificate that has expired: AADSTS700027', async () => {
    const day = 24 * 60 * 60 * 1000;
    const expired = await makeApplicationCertificate({
      notBefore: new Date(Date.now() - 9 * day),
      notAfter: new Date(Date.now() - day),
    });
    await lab.lab.registerCertificate(seed.application.appId, expired.certificatePem);
    const reply = await lab.signIn({ signedBy: expired });
    expectRefusal(reply, 700027, 'invalid_client', 401);
    expect(reply.text).toContain('The key used is expired');
  });

  test('an identifier that was used in another assertion is refused', async () => {
    const replay: AssertionOverrides = { claims: { jti: 'used-twice' } };
    expect((await lab.signIn(replay)).status).toBe(200);
    expectRefusal(await lab.signIn(replay), 50027, 'invalid_request', 400);
  });

  test('a secret instead of a certificate: AADSTS7000215, and nothing at all: AADSTS7000218', async () => {
    const form = {
      grant_type: 'client_credentials',
      client_id: seed.application.appId,
      scope: 'https://graph.microsoft.com/.default',
    };
    const withSecret = await lab.ask(tokenPath(), { method: 'POST', form: { ...form, client_secret: 'guess' } });
    expectRefusal(withSecret, 7000215, 'invalid_client', 401);
    expectRefusal(await lab.ask(tokenPath(), { method: 'POST', form }), 7000218, 'invalid_client', 401);
  });

  test('an application cannot sign in at /common: AADSTS50059', async () => {
    expectRefusal(await lab.signIn({ tenant: 'common' }), 50059, 'invalid_request', 400);
  });

  test('a form without grant_type: AADSTS900144', async () => {
    expectRefusal(await lab.ask(tokenPath(), { method: 'POST', form: {} }), 900144, 'invalid_request', 400);
  });
});

function expectRefusal(reply: Reply, code: number, error: string, status: number): void {
  expect(reply.json).toMatchObject({ error, error_codes: [code] });
  expect(reply.json).toHaveProperty('error_description', expect.stringMatching(new RegExp(`^AADSTS${code}: `)));
  expect(reply.status).toBe(status);
}

function msalClient(authority: string, certificate = lab.application): ConfidentialClientApplication {
  return new ConfidentialClientApplication({
    auth: {
      clientId: seed.application.appId,
      authority,
      knownAuthorities: [new URL(authority).host],
      clientCertificate: { thumbprintSha256: certificate.thumbprintSha256, privateKey: certificate.privateKeyPem },
    },
    system: { networkClient: networkThrough(lab.dispatcher) },
  });
}
