/** learn.microsoft.com/entra/identity-platform/v2-admin-consent: an administrator allows for everybody, and only they. */
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { seed } from '../seed.ts';
import { graphAppId } from '../state/graph-app-roles.ts';
import { type Browser, createBrowser, type PageSeen } from '../testing/browser-for-tests.ts';
import { type Ask, type Reply, startTenantForTests, type TenantForTests } from '../testing/tenant-for-tests.ts';

let lab: TenantForTests;
let browser: Browser;
let headers: Readonly<Record<string, string>>;
const { administrator, people } = seed;
const redirectUri = 'https://app.example/done';

beforeAll(async () => {
  lab = await startTenantForTests();
  headers = { authorization: `Bearer ${await lab.tokenWithRoles(['Application.ReadWrite.All'])}` };
});
afterAll(() => lab.stop());
beforeEach(() => {
  browser = createBrowser(lab.dispatcher);
});

const graph = (path: string, what: Ask = {}): Promise<Reply> => lab.ask(`/v1.0/${path}`, { ...what, headers });

/** User.ReadWrite.All and Group.ReadWrite.All as application permissions. */
const wanted = ['741f803b-c850-494e-b5df-cde7c675a1ca', '62a82d76-70ea-41e2-9197-370581804d09'];

async function register(values: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const resourceAccess = wanted.map((id) => ({ id, type: 'Role' }));
  const body = {
    displayName: 'Prepared elsewhere',
    web: { redirectUris: [redirectUri] },
    requiredResourceAccess: [{ resourceAppId: graphAppId, resourceAccess }],
    ...values,
  };
  const made = await graph('applications', { method: 'POST', body });
  expect(made.status, made.text).toBe(201);
  return (made.json as { readonly appId: string }).appId;
}

const open = (path: string, query: Readonly<Record<string, string>>): Promise<PageSeen> =>
  browser.open(`${lab.tenant.origin}/${path}?${new URLSearchParams(query)}`);

const as = (page: PageSeen, personId: string): Promise<PageSeen> =>
  browser.press(page, { name: 'person', value: personId });

const answer = (page: PageSeen, value: 'accept' | 'decline'): Promise<PageSeen> =>
  browser.press(page, { name: 'consent', value });

const rolesOf = (appId: string): readonly string[] => lab.tenant.state.applications.find(appId)?.roles ?? [];

describe('adminconsent', () => {
  test('grants what the registration asks for, makes the service principal, and goes back', async () => {
    const appId = await register();
    const query = { client_id: appId, redirect_uri: redirectUri, state: 's' };
    const asked = await as(await open(`${seed.tenantId}/adminconsent`, query), administrator.id);
    expect(asked.text).toContain('User.ReadWrite.All');
    expect(rolesOf(appId)).toEqual([]);
    const done = new URL((await answer(asked, 'accept')).url);
    expect(done.origin + done.pathname).toBe(redirectUri);
    expect(Object.fromEntries(done.searchParams)).toEqual({ admin_consent: 'True', tenant: seed.tenantId, state: 's' });
    expect(rolesOf(appId)).toEqual(['Group.ReadWrite.All', 'User.ReadWrite.All']);
    const principal = await graph(`servicePrincipals(appId='${appId}')`);
    expect(principal.status).toBe(200);
  });

  test('works without any redirect address, and says what Microsoft would show', async () => {
    const appId = await register({ web: { redirectUris: [] } });
    const asked = await as(await open('organizations/adminconsent', { client_id: appId }), people.roleAdministrator.id);
    expect((await answer(asked, 'accept')).text).toContain('AADSTS500113');
    expect(rolesOf(appId)).toHaveLength(2);
  });

  test.each([people.applicationAdministrator, people.hybridAdministrator, people.employee])(
    '$userPrincipalName cannot grant permissions of Graph',
    async (person) => {
      const appId = await register();
      const query = { client_id: appId, redirect_uri: redirectUri };
      const page = await as(await open(`${seed.tenantId}/adminconsent`, query), person.id);
      expect(page.text).toContain('Need admin approval');
      expect((await browser.submit(page, { consent: 'accept' })).text).toContain('Need admin approval');
      const back = new URL((await answer(page, 'decline')).url).searchParams;
      expect(back.get('error')).toBe('access_denied');
      expect(rolesOf(appId)).toEqual([]);
    },
  );

  test('an administrator may decline', async () => {
    const appId = await register();
    const query = { client_id: appId, redirect_uri: redirectUri };
    const asked = await as(await open(`${seed.tenantId}/adminconsent`, query), administrator.id);
    const back = new URL((await answer(asked, 'decline')).url).searchParams;
    expect(back.get('admin_consent')).toBe('True');
    expect(back.get('error_description')).toMatch(/^AADSTS65004: /);
    expect(rolesOf(appId)).toEqual([]);
  });

  test.each([
    ['an unknown application', 700016, { client_id: 'c0ffee00-0000-4000-8000-000000000000' }],
    ['an address that is not registered', 50011, { redirect_uri: 'https://else.example/' }],
  ])('%s: AADSTS%d', async (_what, code, changed) => {
    const query = { client_id: await register(), redirect_uri: redirectUri, ...changed };
    expect((await open(`${seed.tenantId}/adminconsent`, query)).text).toContain(`AADSTS${code}`);
  });

  test('an application that asks for nothing: AADSTS650056', async () => {
    const query = { client_id: await register({ requiredResourceAccess: [] }) };
    expect((await open(`${seed.tenantId}/adminconsent`, query)).text).toContain('AADSTS650056');
  });
});

describe('v2.0/adminconsent', () => {
  test('consents to scopes for everybody; an administrator of applications may', async () => {
    const { appId } = seed.setUpClient;
    const query = {
      client_id: appId,
      redirect_uri: 'http://localhost:50000',
      scope: 'https://graph.microsoft.com/Domain.Read.All',
    };
    const page = await open('organizations/v2.0/adminconsent', query);
    const asked = await as(page, people.applicationAdministrator.id);
    const back = new URL((await answer(asked, 'accept')).url).searchParams;
    expect(back.get('scope')).toBe('https://graph.microsoft.com/Domain.Read.All');
    expect([...lab.tenant.state.consents.scopesOf(appId, people.employee.id)]).toEqual(['Domain.Read.All']);
  });

  test('.default is what the registration asks for', async () => {
    const appId = await register();
    const query = { client_id: appId, redirect_uri: redirectUri, scope: 'https://graph.microsoft.com/.default' };
    const asked = await as(await open(`${seed.tenantId}/v2.0/adminconsent`, query), administrator.id);
    await answer(asked, 'accept');
    expect(rolesOf(appId)).toHaveLength(2);
  });

  test('needs a scope: AADSTS900144', async () => {
    const query = { client_id: await register() };
    expect((await open(`${seed.tenantId}/v2.0/adminconsent`, query)).text).toContain('AADSTS900144');
  });
});

test('what was granted is in the next token of the application', async () => {
  const { appId } = seed.application;
  const { applications, directory } = lab.tenant.state;
  const shown = directory.sets.application.findBy('appId', appId);
  if (shown === undefined) throw new Error('The seed has no application.');
  applications.grantRoles(appId, []);
  const patched = await graph(`applications/${shown.id}`, {
    method: 'PATCH',
    body: {
      requiredResourceAccess: [
        { resourceAppId: graphAppId, resourceAccess: wanted.map((id) => ({ id, type: 'Role' })) },
      ],
    },
  });
  expect(patched.status).toBe(204);
  const asked = await as(await open(`${seed.tenantId}/adminconsent`, { client_id: appId }), administrator.id);
  await answer(asked, 'accept');
  const { json } = await lab.signIn();
  const { access_token: accessToken } = json as { readonly access_token: string };
  expect(decodeJwt(accessToken)).toMatchObject({ roles: ['Group.ReadWrite.All', 'User.ReadWrite.All'] });
});
