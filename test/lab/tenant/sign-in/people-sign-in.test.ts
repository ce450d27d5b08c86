/** People sign in with Microsoft's own library, in a browser and with a device code, and Graph knows what they may do. */
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seed } from '../seed.ts';
import { roleTemplateIds } from '../state/directory-roles.ts';
import { createBrowser } from '../testing/browser-for-tests.ts';
import { asPerson, publicClient, signInInteractively } from '../testing/msal-for-tests.ts';
import { type Reply, startTenantForTests, type TenantForTests } from '../testing/tenant-for-tests.ts';

let lab: TenantForTests;

beforeAll(async () => {
  lab = await startTenantForTests();
});
afterAll(() => lab.stop());

const scope = (name: string): string => `${lab.tenant.origin}/${name}`;
const graphAs = (token: string, path: string, body?: unknown): Promise<Reply> =>
  lab.ask(`/v1.0/${path}`, {
    headers: { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { method: 'POST', body }),
  });

describe('msal-node: acquireTokenInteractive', () => {
  test.each(['organizations', 'common', seed.tenantId, seed.defaultDomain])(
    'at %s: pick an account, consent, and come back with tokens',
    async (tenantName) => {
      const client = publicClient(lab, { tenantName });
      const scopes = [scope('User.Read')];
      const result = await signInInteractively(client, lab, { scopes }, asPerson(seed.people.employee.id));

      expect(result).toMatchObject({
        tenantId: seed.tenantId,
        account: {
          username: seed.people.employee.userPrincipalName,
          homeAccountId: `${seed.people.employee.id}.${seed.tenantId}`,
          name: seed.people.employee.displayName,
        },
      });
      expect(decodeJwt(result.idToken)).toMatchObject({
        aud: seed.setUpClient.appId,
        iss: `${lab.tenant.origin}/${seed.tenantId}/v2.0`,
        oid: seed.people.employee.id,
        tid: seed.tenantId,
        preferred_username: seed.people.employee.userPrincipalName,
        ver: '2.0',
      });
      const me = await graphAs(result.accessToken, 'me');
      expect(me.json).toMatchObject({ id: seed.people.employee.id });
    },
  );

  test('the access token names the person, the scopes and the roles', async () => {
    const scopes = [scope('Application.ReadWrite.All')];
    const result = await signInInteractively(publicClient(lab), lab, { scopes }, asPerson(seed.administrator.id));
    const claims = decodeJwt(result.accessToken);
    expect(claims).toMatchObject({
      aud: lab.tenant.origin,
      appid: seed.setUpClient.appId,
      appidacr: '0',
      idtyp: 'user',
      oid: seed.administrator.id,
      upn: seed.administrator.userPrincipalName,
      wids: expect.arrayContaining([roleTemplateIds.globalAdministrator]),
    });
    expect(String(claims.scp).split(' ')).toContain('Application.ReadWrite.All');
    expect(claims).not.toHaveProperty('roles');
  });

  test('whoever is signed in already is not asked again, unless the application insists', async () => {
    const browser = createBrowser(lab.dispatcher);
    const scopes = [scope('User.Read')];
    const walk = asPerson(seed.people.employee.id);
    await signInInteractively(publicClient(lab), lab, { scopes }, walk, browser);
    const again = await signInInteractively(
      publicClient(lab),
      lab,
      { scopes },
      ({ page }) => Promise.resolve(page),
      browser,
    );
    expect(again.account?.username).toBe(seed.people.employee.userPrincipalName);
    const other = asPerson(seed.administrator.id);
    const select = { scopes, prompt: 'select_account' };
    const picked = await signInInteractively(publicClient(lab), lab, select, other, browser);
    expect(picked.account?.username).toBe(seed.administrator.userPrincipalName);
  });
});

describe('msal-node: acquireTokenSilent', () => {
  test('takes the token from the cache, and refreshes it when told to', async () => {
    const client = publicClient(lab);
    const scopes = [scope('User.Read')];
    const first = await signInInteractively(client, lab, { scopes }, asPerson(seed.people.employee.id));
    const account = accountOf(first.account);
    const cached = await client.acquireTokenSilent({ account, scopes });
    expect(cached).toMatchObject({ fromCache: true, accessToken: first.accessToken });
    const fresh = await client.acquireTokenSilent({ account, scopes, forceRefresh: true });
    expect(fresh.fromCache).toBe(false);
    expect(fresh.accessToken).not.toBe(first.accessToken);
    expect((await graphAs(fresh.accessToken, 'me')).status).toBe(200);
  });
});

describe('msal-node: acquireTokenByDeviceCode', () => {
  test('waits until the person has entered the code and signed in', async () => {
    const browser = createBrowser(lab.dispatcher);
    let visited: Promise<string> = Promise.resolve('');
    const result = await publicClient(lab).acquireTokenByDeviceCode({
      scopes: [scope('User.Read')],
      deviceCodeCallback: ({ verificationUri, userCode }) => {
        visited = (async () => {
          const asked = await browser.submit(await browser.open(verificationUri), { user_code: userCode });
          const page = await asPerson(seed.people.hybridAdministrator.id)({ browser, page: asked });
          return page.text;
        })();
      },
    });
    expect(await visited).toContain('You have signed in');
    expect(result?.account?.username).toBe(seed.people.hybridAdministrator.userPrincipalName);
    expect((await graphAs(result?.accessToken ?? '', 'me')).status).toBe(200);
  });
});

function accountOf<Account>(account: Account | null): Account {
  if (account === null) throw new Error('Nobody signed in.');
  return account;
}
