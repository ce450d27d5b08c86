/** learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code, from the code on the screen to every way it can end. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seed } from '../seed.ts';
import { type Browser, createBrowser, type PageSeen } from '../testing/browser-for-tests.ts';
import { asPerson, publicClient } from '../testing/msal-for-tests.ts';
import { type Reply, startTenantForTests, type TenantForTests, tokenPath } from '../testing/tenant-for-tests.ts';

let lab: TenantForTests;
let now: Date;
const { people, setUpClient } = seed;

beforeAll(async () => {
  now = new Date();
  lab = await startTenantForTests({ now: () => now });
});
afterAll(() => lab.stop());

interface DeviceCode {
  readonly user_code: string;
  readonly device_code: string;
  readonly verification_uri: string;
}

const begin = (form: Readonly<Record<string, string>> = {}): Promise<Reply> =>
  lab.ask('/organizations/oauth2/v2.0/devicecode', {
    method: 'POST',
    form: { client_id: setUpClient.appId, scope: 'openid profile User.Read', ...form },
  });

const begun = async (form?: Readonly<Record<string, string>>): Promise<DeviceCode> =>
  (await begin(form)).json as DeviceCode;

const poll = (deviceCode: string, grantType = 'urn:ietf:params:oauth:grant-type:device_code'): Promise<Reply> =>
  lab.ask(tokenPath('organizations'), {
    method: 'POST',
    form: { grant_type: grantType, client_id: setUpClient.appId, device_code: deviceCode },
  });

async function enter(browser: Browser, { verification_uri, user_code }: DeviceCode): Promise<PageSeen> {
  return browser.submit(await browser.open(verification_uri), { user_code });
}

function expectRefusal(reply: Reply, code: number, error: string): void {
  expect(reply).toMatchObject({ status: 400, json: { error, error_codes: [code] } });
}

test('the device is told a code, an address and how often it may ask', async () => {
  const { json } = await begin();
  expect(json).toEqual({
    user_code: expect.stringMatching(/^[B-Z2-9]{9}$/),
    device_code: expect.stringMatching(/^[\w-]{40,}$/),
    verification_uri: `${lab.tenant.origin}/devicelogin`,
    expires_in: 900,
    interval: 1,
    message: expect.stringContaining(`${lab.tenant.origin}/devicelogin and enter the code`),
  });
});

test('it waits while nobody has answered, gets tokens once somebody has, and then the code is spent', async () => {
  const device = await begun();
  expectRefusal(await poll(device.device_code), 70016, 'authorization_pending');
  const browser = createBrowser(lab.dispatcher);
  const page = await asPerson(people.employee.id)({ browser, page: await enter(browser, device) });
  expect(page.text).toContain('You have signed in');
  const tokens = await poll(device.device_code, 'device_code');
  expect(tokens).toMatchObject({ status: 200, json: { scope: 'openid profile User.Read' } });
  expectRefusal(await poll(device.device_code), 70018, 'bad_verification_code');
  expect((await enter(browser, device)).text).toContain('That code did not work');
});

test('whoever is signed in already still sees what the code is for', async () => {
  const browser = createBrowser(lab.dispatcher);
  await asPerson(people.employee.id)({ browser, page: await enter(browser, await begun()) });
  expect((await enter(browser, await begun())).text).toContain('to continue to Bridgehead set-up');
});

test('a code may be typed in small letters, and a wrong one is asked for again', async () => {
  const browser = createBrowser(lab.dispatcher);
  const device = await begun();
  const page = await enter(browser, { ...device, user_code: ` ${device.user_code.toLowerCase()} ` });
  expect(page.text).toContain('Pick an account');
  expect((await enter(browser, { ...device, user_code: 'WRONG' })).text).toContain('That code did not work');
});

test('a person who declines: authorization_declined', async () => {
  const device = await begun({ scope: 'openid Domain.Read.All' });
  const browser = createBrowser(lab.dispatcher);
  const asked = await browser.press(await enter(browser, device), {
    name: 'person',
    value: people.applicationAdministrator.id,
  });
  await browser.press(asked, { name: 'consent', value: 'decline' });
  expectRefusal(await poll(device.device_code), 65004, 'authorization_declined');
});

test('after fifteen minutes the code has expired, for the person and for the device', async () => {
  const device = await begun();
  now = new Date(now.getTime() + 15 * 60_000 + 1);
  expectRefusal(await poll(device.device_code), 70020, 'expired_token');
  expect((await enter(createBrowser(lab.dispatcher), device)).text).toContain('That code did not work');
});

describe('refused at once', () => {
  test.each([
    ['an unknown application', 700016, 'unauthorized_client', { client_id: 'c0ffee00-0000-4000-8000-000000000000' }],
    ['an application of one tenant', 50194, 'invalid_request', { client_id: seed.application.appId }],
    ['an unknown scope', 650053, 'invalid_client', { scope: 'Everything.Do' }],
    ['no scope', 900144, 'invalid_request', { scope: '' }],
  ])('%s: AADSTS%d', async (_what, code, error, form) => {
    expectRefusal(await begin(form), code, error);
  });

  test('a device code that was made up, and one of another application', async () => {
    expectRefusal(await poll('made-up'), 70018, 'bad_verification_code');
    const own = await begun();
    const { applications, directory } = lab.tenant.state;
    const [shown, registered] = [
      directory.sets.application.findBy('appId', setUpClient.appId),
      applications.registration(setUpClient.appId),
    ];
    if (shown === undefined || registered === undefined) throw new Error('The seed has no set-up client.');
    const other = { appId: '11111111-2222-4333-8444-555555555555', objectId: 'other', servicePrincipalId: 'sp' };
    applications.put({ ...registered, ...other });
    directory.sets.application.put({ ...shown, id: other.objectId, appId: other.appId });
    const form = { grant_type: 'device_code', client_id: other.appId, device_code: own.device_code };
    const reply = await lab.ask(tokenPath('organizations'), { method: 'POST', form });
    expectRefusal(reply, 70000, 'invalid_grant');
  });
});

test('msal-node hears that the person declined', async () => {
  const browser = createBrowser(lab.dispatcher);
  const attempt = publicClient(lab).acquireTokenByDeviceCode({
    scopes: ['Domain.Read.All'],
    deviceCodeCallback: async ({ verificationUri, userCode }) => {
      const page = await browser.submit(await browser.open(verificationUri), { user_code: userCode });
      const asked = await browser.press(page, { name: 'person', value: people.applicationAdministrator.id });
      await browser.press(asked, { name: 'consent', value: 'decline' });
    },
  });
  // The library calls every end of a device code post_request_failed and names the reason in its text.
  await expect(attempt).rejects.toMatchObject({ message: expect.stringContaining('authorization_declined') });
});
