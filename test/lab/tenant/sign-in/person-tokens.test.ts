/** What buys a person's tokens, what no longer does, and how Microsoft's library hears of it. */
import { createHash, randomBytes } from 'node:crypto';
import { InteractionRequiredAuthError, type PublicClientApplication } from '@azure/msal-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seed } from '../seed.ts';
import { createBrowser } from '../testing/browser-for-tests.ts';
import { asPerson, publicClient, signInInteractively } from '../testing/msal-for-tests.ts';
import { type Reply, startTenantForTests, type TenantForTests, tokenPath } from '../testing/tenant-for-tests.ts';

let lab: TenantForTests;
let now: Date;
const { administrator, people, setUpClient } = seed;
const redirectUri = 'http://localhost:51234';
const verifier = randomBytes(32).toString('base64url');
const minuteMs = 60_000;

beforeAll(async () => {
  now = new Date();
  lab = await startTenantForTests({ now: () => now });
});
afterAll(() => lab.stop());

async function newCode(personId: string = people.employee.id, changed: Readonly<Record<string, string>> = {}) {
  const browser = createBrowser(lab.dispatcher);
  const query = new URLSearchParams({
    client_id: setUpClient.appId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid profile offline_access User.Read',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...changed,
  });
  const page = await browser.open(`${lab.tenant.origin}/organizations/oauth2/v2.0/authorize?${query}`);
  const last = await asPerson(personId)({ browser, page });
  return new URL(last.url).searchParams.get('code') ?? '';
}

const token = (form: Readonly<Record<string, string>>): Promise<Reply> =>
  lab.ask(tokenPath('organizations'), { method: 'POST', form: { client_id: setUpClient.appId, ...form } });

const redeem = (code: string, changed: Readonly<Record<string, string>> = {}): Promise<Reply> =>
  token({
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
    ...changed,
  });

async function newRefreshToken(personId?: string): Promise<string> {
  const { json } = await redeem(await newCode(personId));
  return (json as { readonly refresh_token: string }).refresh_token;
}

const refresh = (refreshToken: string, changed: Readonly<Record<string, string>> = {}): Promise<Reply> =>
  token({ grant_type: 'refresh_token', refresh_token: refreshToken, ...changed });

function expectRefusal(reply: Reply, code: number, error: string): void {
  expect(reply.json).toMatchObject({ error, error_codes: [code] });
  expect(reply.json).toHaveProperty('error_description', expect.stringMatching(new RegExp(`^AADSTS${code}: `)));
}

describe('a code buys nothing', () => {
  test('with another verifier, or none', async () => {
    const wrong = randomBytes(32).toString('base64url');
    expectRefusal(await redeem(await newCode(), { code_verifier: wrong }), 501481, 'invalid_grant');
    const without = { grant_type: 'authorization_code', code: await newCode(), redirect_uri: redirectUri };
    expectRefusal(await token(without), 501481, 'invalid_grant');
  });

  test('at another redirect address than it was asked for', async () => {
    const reply = await redeem(await newCode(), { redirect_uri: 'http://localhost:51235' });
    expectRefusal(reply, 500112, 'invalid_client');
  });

  test('when it was made up, left out or is older than ten minutes', async () => {
    expectRefusal(await redeem('made-up'), 9002313, 'invalid_grant');
    const without = { grant_type: 'authorization_code', redirect_uri: redirectUri };
    expectRefusal(await token(without), 900144, 'invalid_request');
    const code = await newCode();
    now = new Date(now.getTime() + 11 * minuteMs);
    expectRefusal(await redeem(code), 70008, 'invalid_grant');
  });

  test('from a program that also shows a secret, or to an unknown one', async () => {
    expectRefusal(await redeem(await newCode(), { client_secret: 'x' }), 700025, 'invalid_client');
    const stranger = { client_id: 'c0ffee00-0000-4000-8000-000000000000' };
    expectRefusal(await redeem(await newCode(), stranger), 700016, 'unauthorized_client');
  });

  test('when the person was blocked meanwhile', async () => {
    const code = await newCode();
    const person = lab.tenant.state.users.get(people.employee.id) ?? { id: '' };
    lab.tenant.state.users.put({ ...person, accountEnabled: false });
    try {
      expectRefusal(await redeem(code), 50057, 'invalid_grant');
    } finally {
      lab.tenant.state.users.put(person);
    }
  });
});

describe('learn.microsoft.com/entra/identity-platform/refresh-tokens', () => {
  test('each use gives a new one, and the old one stays good', async () => {
    const first = await newRefreshToken();
    const reply = await refresh(first);
    const { refresh_token: second } = reply.json as { readonly refresh_token: string };
    expect(second).not.toBe(first);
    expect((await refresh(second)).status).toBe(200);
    expect((await refresh(first)).status).toBe(200);
  });

  test('it ends 90 days after its last use', async () => {
    const refreshToken = await newRefreshToken();
    now = new Date(now.getTime() + 89 * 24 * 60 * minuteMs);
    expect((await refresh(refreshToken)).status).toBe(200);
    now = new Date(now.getTime() + 91 * 24 * 60 * minuteMs);
    expectRefusal(await refresh(refreshToken), 70008, 'invalid_grant');
  });

  test('it ends with the password it was granted under', async () => {
    const refreshToken = await newRefreshToken();
    const person = lab.tenant.state.users.get(people.employee.id) ?? { id: '' };
    lab.tenant.state.users.put({ ...person, lastPasswordChangeDateTime: '2026-11-20T08:00:00Z' });
    const reply = await refresh(refreshToken);
    expectRefusal(reply, 50173, 'invalid_grant');
    expect(reply.json).toMatchObject({ suberror: 'bad_token' });
  });

  test('more than was consented to takes the person: AADSTS65001', async () => {
    const reply = await refresh(await newRefreshToken(), { scope: 'openid Domain.Read.All' });
    expectRefusal(reply, 65001, 'invalid_grant');
    expect(reply.json).toMatchObject({ suberror: 'consent_required' });
  });

  test('a made-up one is refused', async () => {
    expectRefusal(await refresh('made-up'), 9002313, 'invalid_grant');
    expectRefusal(await token({ grant_type: 'refresh_token' }), 900144, 'invalid_request');
  });
});

describe('msal-node hears that a person is needed', () => {
  const silently = async (client: PublicClientApplication, scopes: readonly string[]) => {
    const [account] = await client.getAllAccounts();
    if (account === undefined) throw new Error('Nobody signed in.');
    return client.acquireTokenSilent({ account, scopes: [...scopes], forceRefresh: true });
  };

  test('for consent', async () => {
    const client = publicClient(lab);
    const scopes = ['User.Read'];
    await signInInteractively(client, lab, { scopes }, asPerson(people.employee.id));
    const error = await silently(client, ['Domain.Read.All']).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InteractionRequiredAuthError);
    expect(error).toMatchObject({ subError: 'consent_required', errorMessage: expect.stringContaining('AADSTS65001') });
  });

  test('when the grant was revoked', async () => {
    const client = publicClient(lab);
    await signInInteractively(client, lab, { scopes: ['User.Read'] }, asPerson(administrator.id));
    const person = lab.tenant.state.users.get(administrator.id) ?? { id: '' };
    lab.tenant.state.users.put({ ...person, lastPasswordChangeDateTime: '2026-11-21T08:00:00Z' });
    const error = await silently(client, ['User.Read']).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InteractionRequiredAuthError);
    expect(error).toMatchObject({ subError: 'bad_token' });
  });

  test.each([
    ['login_required', 'nobody is signed in', people.roleAdministrator.id, false],
    ['consent_required', 'somebody is, who has not consented', people.roleAdministrator.id, true],
  ])('%s: prompt=none when %s', async (errorCode, _when, personId, isSignedIn) => {
    const browser = createBrowser(lab.dispatcher);
    if (isSignedIn) {
      const walk = asPerson(personId);
      await signInInteractively(publicClient(lab), lab, { scopes: ['User.Read'] }, walk, browser);
    }
    const scopes = ['RoleManagement.Read.Directory'];
    const stay = ({ page }: { readonly page: Awaited<ReturnType<typeof browser.open>> }) => Promise.resolve(page);
    const attempt = signInInteractively(publicClient(lab), lab, { scopes, prompt: 'none' }, stay, browser);
    await expect(attempt).rejects.toMatchObject({ errorCode });
  });

  test('interaction_required: prompt=none when whoever is signed in was blocked', async () => {
    const browser = createBrowser(lab.dispatcher);
    const walk = asPerson(people.hybridAdministrator.id);
    await signInInteractively(publicClient(lab), lab, { scopes: ['User.Read'] }, walk, browser);
    const person = lab.tenant.state.users.get(people.hybridAdministrator.id) ?? { id: '' };
    lab.tenant.state.users.put({ ...person, accountEnabled: false });
    const stay: typeof walk = ({ page }) => Promise.resolve(page);
    const what = { scopes: ['User.Read'], prompt: 'none' };
    await expect(signInInteractively(publicClient(lab), lab, what, stay, browser)).rejects.toMatchObject({
      errorCode: 'interaction_required',
      errorMessage: expect.stringContaining('AADSTS50057'),
    });
  });

  test('access_denied: the person declined', async () => {
    const attempt = signInInteractively(publicClient(lab), lab, { scopes: ['Domain.Read.All'] }, async (visit) => {
      const asked = await visit.browser.press(visit.page, {
        name: 'person',
        value: people.applicationAdministrator.id,
      });
      return visit.browser.press(asked, { name: 'consent', value: 'decline' });
    });
    await expect(attempt).rejects.toMatchObject({
      errorCode: 'access_denied',
      errorMessage: expect.stringContaining('AADSTS65004'),
    });
  });
});
