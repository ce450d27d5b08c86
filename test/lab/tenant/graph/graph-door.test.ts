/** Before any resource answers: who asks, may they, and does Graph have such an address. */

import { createPrivateKey } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seed } from '../seed.ts';
import { startTenantForTests, type TenantForTests } from '../testing/tenant-for-tests.ts';

let lab: TenantForTests;

beforeAll(async () => {
  lab = await startTenantForTests();
});
afterAll(() => lab.stop());

describe('learn.microsoft.com/graph/auth/auth-concepts: 401 InvalidAuthenticationToken', () => {
  const hour = 3600;
  const signed = (
    claims: Readonly<Record<string, unknown>>,
    keyPem = lab.tenant.state.signingKeyPem,
  ): Promise<string> => {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({
      aud: 'https://graph.microsoft.com',
      tid: seed.tenantId,
      appid: seed.application.appId,
      roles: ['User.ReadWrite.All'],
      exp: now + hour,
      ...claims,
    })
      .setProtectedHeader({ alg: 'RS256' })
      .sign(createPrivateKey(keyPem));
  };
  const tokens: readonly (readonly [string, () => Promise<string> | string, string])[] = [
    ['no token', () => '', 'Access token is empty.'],
    ['text that is no token', () => 'nonsense', 'IDX14100: JWT is not well formed, there are no dots (.).'],
    [
      'an expired token',
      () => signed({ exp: Math.floor(Date.now() / 1000) - 1 }),
      'Lifetime validation failed, the token is expired.',
    ],
    [
      'a token for something else',
      () => signed({ aud: 'https://vault.example' }),
      'Access token validation failure. Invalid audience.',
    ],
    [
      'a token of another tenant',
      () => signed({ tid: 'c0ffee00-0000-4000-8000-000000000000' }),
      'Access token validation failure.',
    ],
    [
      'a token signed by somebody else',
      () => signed({}, lab.application.privateKeyPem),
      'Access token validation failure.',
    ],
  ];
  test.each(tokens)('%s', async (_what, token, message) => {
    const bearer = await token();
    const reply = await lab.ask('/v1.0/users', { headers: bearer === '' ? {} : { authorization: `Bearer ${bearer}` } });
    expect(reply.status).toBe(401);
    expect(reply.headers['www-authenticate']).toMatch(
      /^Bearer realm="", authorization_uri="https:\/\/localhost:\d+\/common\/oauth2\/authorize", client_id="00000003-0000-0000-c000-000000000000"$/,
    );
    expect(reply.json).toMatchObject({ error: { code: 'InvalidAuthenticationToken', message } });
  });

  test('the same token made properly is accepted', async () => {
    const reply = await lab.ask('/v1.0/users', { headers: { authorization: `Bearer ${await signed({})}` } });
    expect(reply.status).toBe(200);
  });
});

describe('learn.microsoft.com/graph/permissions-reference: 403 Authorization_RequestDenied', () => {
  const ordinary = 'b0000000-0000-4000-8000-000000000001';
  const user = `/v1.0/users/${ordinary}`;
  beforeAll(() => lab.tenant.state.users.put({ id: ordinary, userPrincipalName: 'ordinary@contoso.test' }));
  const calls: readonly (readonly [string, string, unknown, readonly string[], number])[] = [
    ['GET', '/v1.0/users', undefined, ['Organization.Read.All'], 403],
    ['GET', '/v1.0/users', undefined, ['User.Read.All'], 200],
    ['GET', user, undefined, [], 403],
    ['GET', '/v1.0/organization', undefined, ['User.ReadWrite.All'], 403],
    ['GET', '/v1.0/organization', undefined, ['Organization.Read.All'], 200],
    ['POST', '/v1.0/users', {}, ['User.Read.All'], 403],
    ['POST', '/v1.0/users', {}, ['User.Create'], 400],
    ['PATCH', user, { jobTitle: 'x' }, ['User.Read.All'], 403],
    ['PATCH', user, { jobTitle: 'x' }, ['User.ReadUpdate.All'], 204],
    ['PATCH', user, { accountEnabled: true }, ['User.EnableDisableAccount.All'], 403],
    ['PATCH', user, { accountEnabled: true }, ['User.EnableDisableAccount.All', 'User.Read.All'], 204],
    ['PATCH', user, { accountEnabled: true, jobTitle: 'x' }, ['User.EnableDisableAccount.All', 'User.Read.All'], 403],
    ['PATCH', user, { passwordProfile: { password: 'Very-Str0ng-One' } }, ['User.ReadWrite.All'], 403],
    ['PATCH', user, { passwordProfile: { password: 'Very-Str0ng-One' } }, ['User-PasswordProfile.ReadWrite.All'], 403],
  ];
  test.each(calls)('%s %s %j with %j: %d', async (method, path, body, roles, status) => {
    const headers = { authorization: `Bearer ${await lab.tokenWithRoles(roles)}` };
    const reply = await lab.ask(path, { method: method as 'GET', headers, body });
    expect(reply.status).toBe(status);
    if (status === 403) {
      const message = 'Insufficient privileges to complete the operation.';
      expect(reply.json).toMatchObject({ error: { code: 'Authorization_RequestDenied', message } });
    }
  });
});

describe('learn.microsoft.com/graph/errors', () => {
  test.each([
    ['GET', '/v1.0/printers', 400, 'BadRequest', "Resource not found for the segment 'printers'."],
    [
      'GET',
      `/v1.0/users/${seed.administrator.id}/nothing`,
      400,
      'BadRequest',
      "Resource not found for the segment 'nothing'.",
    ],
    ['GET', '/v1.0', 400, 'BadRequest', "Resource not found for the segment ''."],
    ['GET', '/v9.0/users', 400, 'BadRequest', 'Invalid version: v9.0'],
    [
      'PUT',
      `/v1.0/users/${seed.administrator.id}`,
      405,
      'Request_BadRequest',
      'Specified HTTP method is not allowed for the request target.',
    ],
    [
      'PATCH',
      '/v1.0/organization',
      405,
      'Request_BadRequest',
      'Specified HTTP method is not allowed for the request target.',
    ],
  ])('%s %s: %d', async (method, path, status, code, message) => {
    const reply = await lab.graph(path, { method: method as 'GET' });
    expect(reply.status).toBe(status);
    expect(reply.json).toMatchObject({ error: { code, message } });
  });

  test('every reply names the request, and repeats the name the client gave it', async () => {
    const clientRequestId = '01234567-89ab-4cde-8f01-23456789abcd';
    const reply = await lab.graph('/v1.0/organization', { headers: { 'client-request-id': clientRequestId } });
    expect(reply.headers['request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(reply.headers['client-request-id']).toBe(clientRequestId);
    expect(Date.parse(String(reply.headers.date))).toBeGreaterThan(0);
  });

  test('a request over 4 MiB is answered 413', async () => {
    const reply = await lab.graph('/v1.0/users', { method: 'POST', text: ' '.repeat(4 * 1024 * 1024 + 1) });
    expect(reply.status).toBe(413);
  });
});

describe('learn.microsoft.com/graph/throttling-limits: x-ms-resource-unit', () => {
  test.each([
    ['/v1.0/users', '2'],
    ['/v1.0/users?$select=id', '1'],
    ['/v1.0/users?$top=10', '1'],
    ['/v1.0/users?$top=20', '2'],
    ['/v1.0/users?$top=10&$select=id', '1'],
    [`/v1.0/users/${seed.administrator.id}`, '1'],
    ['/v1.0/organization', '1'],
  ])('%s costs %s', async (path, cost) => {
    expect((await lab.graph(path)).headers['x-ms-resource-unit']).toBe(cost);
  });
});
