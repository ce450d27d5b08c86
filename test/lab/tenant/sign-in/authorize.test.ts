/** The browser's part of a sign-in: how answers come back, what needs consent, and every refusal on the way. */
import { createHash, randomBytes } from 'node:crypto';
import { decodeJwt } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { seed } from '../seed.ts';
import { type Browser, createBrowser, type PageSeen } from '../testing/browser-for-tests.ts';
import { asPerson } from '../testing/msal-for-tests.ts';
import { startTenantForTests, type TenantForTests, tokenPath } from '../testing/tenant-for-tests.ts';

let lab: TenantForTests;
const { administrator, people, setUpClient } = seed;
const redirectUri = 'http://localhost:51234/';
const verifier = randomBytes(32).toString('base64url');

beforeEach(async () => {
  lab = await startTenantForTests();
});
afterEach(() => lab.stop());

const newBrowser = (): Browser => createBrowser(lab.dispatcher);

type Parameters = Readonly<Record<string, string | undefined>>;

function authorizeUrl(changed: Parameters = {}, tenantName = 'organizations'): string {
  const query = {
    client_id: setUpClient.appId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid profile offline_access User.Read',
    state: 'a state & more',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    client_info: '1',
    ...changed,
  };
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) given.set(name, value);
  return `${lab.tenant.origin}/${tenantName}/oauth2/v2.0/authorize?${given}`;
}

async function answerOf(changed: Parameters, personId: string = people.employee.id): Promise<URLSearchParams> {
  const browser = newBrowser();
  const page = await asPerson(personId)({ browser, page: await browser.open(authorizeUrl(changed)) });
  return new URL(page.url).searchParams;
}

const redeem = (form: Readonly<Record<string, string>>) =>
  lab.ask(tokenPath('organizations'), {
    method: 'POST',
    form: {
      grant_type: 'authorization_code',
      client_id: setUpClient.appId,
      redirect_uri: redirectUri,
      code_verifier: verifier,
      ...form,
    },
  });

const newCode = async (changed: Parameters = {}): Promise<string> => (await answerOf(changed)).get('code') ?? '';

describe('learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow: the answer comes back', () => {
  test('in the query, with the state as it was sent', async () => {
    const answer = await answerOf({});
    expect(answer.get('state')).toBe('a state & more');
    expect(answer.get('code')).toMatch(/^[\w-]{40,}$/);
    const info = Buffer.from(answer.get('client_info') ?? '', 'base64url').toString();
    expect(JSON.parse(info)).toEqual({ uid: people.employee.id, utid: seed.tenantId });
  });

  test('in the fragment', async () => {
    const browser = newBrowser();
    const page = await asPerson(people.employee.id)({
      browser,
      page: await browser.open(authorizeUrl({ response_mode: 'fragment' })),
    });
    const url = new URL(page.url);
    expect(url.search).toBe('');
    expect(new URLSearchParams(url.hash.slice(1)).get('code')).toMatch(/^[\w-]{40,}$/);
  });

  test('in a form that sends itself to the application and nowhere else', async () => {
    const browser = newBrowser();
    const page = await asPerson(people.employee.id)({
      browser,
      page: await browser.open(authorizeUrl({ response_mode: 'form_post' })),
    });
    expect(page.text).toContain('<form method="post" action="http://localhost:51234/">');
    expect(page.text).toContain('value="a state &amp; more"');
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("form-action 'self' http://localhost:51234;");
    const [, nonce] = /script-src 'nonce-([^']+)'/.exec(policy) ?? [];
    expect(page.text).toContain(`<script nonce="${nonce}">`);
  });

  test('with a code that buys tokens once', async () => {
    const code = await newCode({ nonce: 'n-1', scope: 'openid profile email User.Read' });
    const tokens = await redeem({ code });
    expect(tokens.status).toBe(200);
    expect(tokens.json).toMatchObject({ token_type: 'Bearer', scope: 'openid profile email User.Read' });
    expect(tokens.json).not.toHaveProperty('refresh_token');
    const { id_token: idToken } = tokens.json as { readonly id_token: string };
    expect(decodeJwt(idToken)).toMatchObject({ nonce: 'n-1', name: people.employee.displayName });
    expect((await redeem({ code })).json).toMatchObject({ error: 'invalid_grant', error_codes: [54005] });
  });
});

describe('what must not be told to the client is told to the person', () => {
  const pages: readonly (readonly [string, number, Parameters])[] = [
    ['another redirect address', 50011, { redirect_uri: 'http://localhost.example/' }],
    ['another path at the same address', 50011, { redirect_uri: 'http://localhost:51234/else' }],
    ['no redirect address', 50011, { redirect_uri: undefined }],
    ['an unknown application', 700016, { client_id: 'c0ffee00-0000-4000-8000-000000000000' }],
    ['no application', 900144, { client_id: undefined }],
    ['an application of this tenant alone at organizations', 50194, { client_id: seed.application.appId }],
  ];
  test.each(pages)('%s: AADSTS%d', async (_what, code, changed) => {
    const page = await newBrowser().open(authorizeUrl(changed));
    expect(page.status).toBe(400);
    expect(page.text).toContain(`AADSTS${code}`);
    expect(page.url).toContain(lab.tenant.origin);
  });

  test('names are shown, never run', async () => {
    const page = await newBrowser().open(authorizeUrl({ client_id: '<img src=x onerror=alert(1)>' }));
    expect(page.text).not.toContain('<img');
    expect(page.text).toContain('&lt;img src=x');
  });
});

describe('the client is told', () => {
  const answers: readonly (readonly [string, number, string, Parameters])[] = [
    ['another response type', 70005, 'unsupported_response_type', { response_type: 'token' }],
    ['no response type', 900144, 'invalid_request', { response_type: undefined }],
    ['no scope', 900144, 'invalid_request', { scope: undefined }],
    ['a scope that does not exist', 650053, 'invalid_client', { scope: 'Everything.Do' }],
    ['a permission for applications alone', 650053, 'invalid_client', { scope: 'Application.ReadWrite.OwnedBy' }],
    ['a resource that is not Graph', 500011, 'invalid_resource', { scope: 'https://vault.example/.default' }],
    ['two resources', 28000, 'invalid_request', { scope: 'User.Read https://vault.example/x' }],
    ['.default with something else', 70011, 'invalid_scope', { scope: '.default User.Read' }],
    ['an unknown prompt', 90023, 'invalid_request', { prompt: 'admin_consent' }],
    ['an unknown way to answer', 90023, 'invalid_request', { response_mode: 'pigeon' }],
    ['a challenge that is too short', 501491, 'invalid_request', { code_challenge: 'short' }],
    ['a challenge of an unknown kind', 90023, 'invalid_request', { code_challenge_method: 'S512' }],
    ['a silent request when nobody is signed in', 50058, 'login_required', { prompt: 'none' }],
  ];
  test.each(answers)('%s: AADSTS%d', async (_what, code, error, changed) => {
    const page = await newBrowser().open(authorizeUrl(changed));
    const answer = new URL(page.url);
    expect(answer.origin).toBe('http://localhost:51234');
    expect(answer.searchParams.get('error')).toBe(error);
    expect(answer.searchParams.get('error_description')).toMatch(new RegExp(`^AADSTS${code}: `));
    expect(answer.searchParams.get('state')).toBe('a state & more');
  });
});

describe('who signs in', () => {
  const pick = async (fields: Readonly<Record<string, string>>): Promise<PageSeen> => {
    const browser = newBrowser();
    return browser.submit(await browser.open(authorizeUrl()), fields);
  };

  test('the people are listed with what they hold, and anybody can be named', async () => {
    const page = await newBrowser().open(authorizeUrl({ login_hint: administrator.userPrincipalName }));
    for (const person of [administrator, ...Object.values(people)]) {
      expect(page.text).toContain(person.userPrincipalName);
    }
    expect(page.text).toContain('Hybrid Identity Administrator');
    expect(page.text).toContain('sign-in blocked');
    expect(page.text).toContain(`name="username" value="${administrator.userPrincipalName}"`);
    expect((await pick({ username: people.employee.userPrincipalName })).text).not.toContain('Pick an account');
  });

  test.each([
    ['somebody who is blocked', 50057, people.blockedEmployee.userPrincipalName],
    ['somebody who does not exist', 50034, 'nobody@contoso.test'],
  ])('%s: AADSTS%d', async (_what, code, username) => {
    const page = await pick({ username });
    expect(page.text).toContain(`(AADSTS${code})`);
    expect(page.text).toContain('Pick an account');
  });

  test('only on the machine that runs the lab', async () => {
    const { createSignInDoor } = await import('./sign-in-door.ts');
    const { createTokenSigner } = await import('./token-signer.ts');
    const { state } = lab.tenant;
    const door = createSignInDoor(state, createTokenSigner(state.signingKeyPem));
    const url = new URL(authorizeUrl());
    const reply = await door({
      method: 'GET',
      path: url.pathname,
      segments: url.pathname.split('/').slice(1),
      query: url.searchParams,
      headers: {},
      body: '',
      origin: lab.tenant.origin,
      isFromThisMachine: false,
      requestId: 'r',
      clientRequestId: 'r',
      receivedAt: new Date(),
    });
    expect(reply.status).toBe(403);
  });
});

describe('consent', () => {
  const wide = { scope: 'openid User.Read Domain.Read.All' };

  test('whoever declines sends the application away: AADSTS65004', async () => {
    const browser = newBrowser();
    const asked = await browser.press(await browser.open(authorizeUrl(wide)), {
      name: 'person',
      value: people.applicationAdministrator.id,
    });
    expect(asked.text).toContain('Read domains<small>Domain.Read.All</small>');
    const page = await browser.press(asked, { name: 'consent', value: 'decline' });
    const answer = new URL(page.url).searchParams;
    expect(answer.get('error')).toBe('access_denied');
    expect(answer.get('error_description')).toMatch(/^AADSTS65004: /);
  });

  test('an employee cannot consent to what reaches further than themselves, until an administrator has for everybody', async () => {
    const browser = newBrowser();
    const asked = await browser.press(await browser.open(authorizeUrl(wide)), {
      name: 'person',
      value: people.employee.id,
    });
    expect(asked.text).toContain('Need admin approval');
    expect(asked.text).toContain('AADSTS90094');
    // A form that claims to accept is not believed either.
    const forged = await browser.submit(asked, { consent: 'accept' });
    expect(forged.text).toContain('Need admin approval');

    const silent = await browser.open(authorizeUrl({ ...wide, prompt: 'none' }));
    expect(new URL(silent.url).searchParams.get('error')).toBe('consent_required');

    const admin = newBrowser();
    await asPerson(administrator.id, { everybody: 'yes' })({
      browser: admin,
      page: await admin.open(authorizeUrl(wide)),
    });
    const allowed = await browser.open(authorizeUrl({ ...wide, prompt: 'none' }));
    expect(new URL(allowed.url).searchParams.get('code')).toMatch(/^[\w-]{40,}$/);
  });

  test('is asked for once, and again when the application insists', async () => {
    const browser = newBrowser();
    const personId = people.hybridAdministrator.id;
    await asPerson(personId)({ browser, page: await browser.open(authorizeUrl()) });
    const second = await browser.open(authorizeUrl());
    expect(new URL(second.url).searchParams.get('code')).toMatch(/^[\w-]{40,}$/);
    const insisting = await browser.open(authorizeUrl({ prompt: 'consent' }));
    expect(insisting.text).toContain('Permissions requested');
    const accepted = await browser.press(insisting, { name: 'consent', value: 'accept' });
    expect(new URL(accepted.url).searchParams.get('code')).toMatch(/^[\w-]{40,}$/);
  });

  test('.default is everything that was consented to', async () => {
    const browser = newBrowser();
    await asPerson(administrator.id, { everybody: 'yes' })({ browser, page: await browser.open(authorizeUrl(wide)) });
    const code = await newCode({ scope: 'openid .default' });
    const { json } = await redeem({ code });
    expect(json).toMatchObject({ scope: 'openid Domain.Read.All User.Read .default' });
  });
});

describe('signing out', () => {
  test('the browser forgets the person, and goes where the application said', async () => {
    const browser = newBrowser();
    await asPerson(people.employee.id)({ browser, page: await browser.open(authorizeUrl()) });
    const logout = `${lab.tenant.origin}/common/oauth2/v2.0/logout`;
    const gone = await browser.open(`${logout}?post_logout_redirect_uri=${encodeURIComponent(redirectUri)}&state=s`);
    expect(gone.url).toBe(`${redirectUri}?state=s`);
    const silent = await browser.open(authorizeUrl({ prompt: 'none' }));
    expect(new URL(silent.url).searchParams.get('error')).toBe('login_required');
    const elsewhere = await browser.open(`${logout}?post_logout_redirect_uri=https%3A%2F%2Felse.example%2F`);
    expect(elsewhere.text).toContain('You have signed out');
  });
});
