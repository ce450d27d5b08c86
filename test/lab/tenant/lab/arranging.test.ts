/** What the lab door arranges: the clock, the knobs, permissions, objects that Graph cannot make, licences. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { seed } from '../seed.ts';
import { initialKnobs } from '../state/knobs.ts';
import { startTenantForTests, type TenantForTests } from '../testing/tenant-for-tests.ts';
import { usersOf } from '../testing/users-for-tests.ts';

let lab: TenantForTests;
const { createUser, patch, read } = usersOf(() => lab);

beforeAll(async () => {
  lab = await startTenantForTests();
});
afterEach(() => lab.lab.resetKnobs());
afterAll(() => lab.stop());

test('the clock is driven, stands still and goes on from where it stood', async () => {
  const { now } = await lab.lab.freezeClock();
  expect(await lab.lab.advanceClock(3_600_000)).toEqual({
    now: new Date(Date.parse(now) + 3_600_000).toISOString(),
    isFrozen: true,
  });
  expect(await lab.lab.clock()).toEqual(await lab.lab.clock());
  const later = await lab.lab.freezeClock(false);
  expect(Date.parse(later.now) - Date.parse(now)).toBeGreaterThanOrEqual(3_600_000);
  expect(later.isFrozen).toBe(false);
});

test('knobs change by name and are reset together; unknown ones are refused', async () => {
  expect(await lab.lab.setKnobs({ replicationLagMs: 5 })).toEqual({ ...initialKnobs, replicationLagMs: 5 });
  expect(await lab.lab.setKnobs({ enforcesPermissions: false })).toMatchObject({ replicationLagMs: 5 });
  await lab.lab.resetKnobs();
  expect(await lab.lab.knobs()).toEqual(initialKnobs);
  await expect(lab.lab.setKnobs({ weather: 'fine' } as object)).rejects.toMatchObject({ status: 400 });
});

test('without enforcement every token may do everything', async () => {
  const headers = { authorization: `Bearer ${await lab.tokenWithRoles([])}` };
  expect((await lab.graph('/v1.0/users', { headers })).status).toBe(403);
  await lab.lab.setKnobs({ enforcesPermissions: false });
  expect((await lab.graph('/v1.0/users', { headers })).status).toBe(200);
});

test('permissions are granted to the next token', async () => {
  await lab.lab.grantRoles(seed.application.appId, ['Domain.Read.All']);
  const reply = await lab.signIn();
  const token = (reply.json as { readonly access_token: string }).access_token;
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  expect(claims).toMatchObject({ roles: ['Domain.Read.All'] });
  await lab.lab.grantRoles(seed.application.appId, seed.application.roles);
  await expect(lab.lab.grantRoles('nobody', [])).rejects.toMatchObject({ status: 404 });
});

test('an extension is made once, for users and groups', async () => {
  const { appId, objectId } = seed.application;
  const made = await lab.lab.ensureExtension(appId, 'bridgeheadOwner');
  expect(made).toMatchObject({
    name: `extension_${appId.replaceAll('-', '')}_bridgeheadOwner`,
    applicationId: objectId,
    targetObjects: ['User', 'Group'],
  });
  expect(await lab.lab.ensureExtension(appId, 'bridgeheadOwner')).toEqual(made);
  expect((await lab.lab.state()).extensionProperties).toEqual([made]);
  await expect(lab.lab.ensureExtension('nobody', 'bridgeheadOwner')).rejects.toMatchObject({ status: 404 });
});

describe('putting objects', () => {
  test('as they are, all or none, and they can be read', async () => {
    const values = { displayName: 'Sales', mailEnabled: true, securityEnabled: false, mail: 'sales@contoso.test' };
    const [id] = await lab.lab.putObjects([{ kind: 'group', values }]);
    expect((await lab.graph(`/v1.0/groups/${id}`)).json).toMatchObject(values);
    const twice = { kind: 'user', values: { userPrincipalName: seed.administrator.userPrincipalName } } as const;
    const before = await lab.lab.state();
    await expect(lab.lab.putObjects([{ kind: 'contact', values: {} }, twice])).rejects.toMatchObject({ status: 409 });
    expect(await lab.lab.state()).toEqual(before);
  });
});

describe('a licence with a mailbox', () => {
  test('lets Exchange rewrite mail and mailNickname, again after every change', async () => {
    const id = await createUser({
      userPrincipalName: 'ann.lee@contoso.test',
      mailNickname: 'annie',
      mail: 'annie@contoso.com',
    });
    const rewritten = {
      mail: 'ann.lee@contoso.test',
      mailNickname: 'ann.lee',
      proxyAddresses: ['SMTP:ann.lee@contoso.test', 'smtp:annie@contoso.com'],
    };
    expect(await lab.lab.assignLicence(id)).toMatchObject(rewritten);
    expect((await patch(id, { mail: 'annie@contoso.com', mailNickname: 'annie' })).status).toBe(204);
    expect(await read(id, 'mail,mailNickname,proxyAddresses')).toMatchObject(rewritten);
    await lab.lab.setKnobs({ exchangeRewrites: false });
    await patch(id, { mailNickname: 'annie' });
    expect(await read(id, 'mailNickname')).toMatchObject({ mailNickname: 'annie' });
  });
});
