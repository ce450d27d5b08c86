/** Groups are created, read, changed and deleted as the documentation of Microsoft Graph v1.0 says. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seed } from '../seed.ts';
import { addressOf, groupsOf, unified } from '../testing/groups-for-tests.ts';
import { startTenantForTests, type TenantForTests } from '../testing/tenant-for-tests.ts';
import { expectRefusal, idOf } from '../testing/users-for-tests.ts';
import { securityIdentifierOf } from './group-change.ts';

let lab: TenantForTests;
const { newGroup, post, createGroup } = groupsOf(() => lab);

beforeAll(async () => {
  lab = await startTenantForTests();
});
afterAll(() => lab.stop());

const patch = (id: string, body: unknown) => lab.graph(`/v1.0/groups/${id}`, { method: 'PATCH', body });
const remove = (id: string) => lab.graph(`/v1.0/groups/${id}`, { method: 'DELETE' });
const exchangeOnly =
  'The service does not currently support writes of mail-enabled groups. Please ensure that the mail-enablement property is unset and the security-enablement property is set.';

describe('learn.microsoft.com/graph/api/group-post-groups', () => {
  test('the documented request makes a Microsoft 365 group with an address', async () => {
    const reply = await post({
      description: 'Self help community for library',
      displayName: 'Library Assist',
      groupTypes: ['Unified'],
      mailEnabled: true,
      mailNickname: 'library',
      securityEnabled: false,
    });
    expect(reply.status).toBe(201);
    expect(reply.json).toEqual({
      '@odata.context': `${lab.tenant.origin}/v1.0/$metadata#groups/$entity`,
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      deletedDateTime: null,
      classification: null,
      createdDateTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      description: 'Self help community for library',
      displayName: 'Library Assist',
      expirationDateTime: null,
      groupTypes: ['Unified'],
      isAssignableToRole: null,
      mail: 'library@contoso.test',
      mailEnabled: true,
      mailNickname: 'library',
      membershipRule: null,
      membershipRuleProcessingState: null,
      onPremisesLastSyncDateTime: null,
      onPremisesSecurityIdentifier: null,
      onPremisesSyncEnabled: null,
      preferredDataLocation: null,
      preferredLanguage: null,
      proxyAddresses: ['SMTP:library@contoso.test'],
      renewedDateTime: expect.any(String),
      resourceBehaviorOptions: [],
      resourceProvisioningOptions: [],
      securityEnabled: false,
      securityIdentifier: expect.stringMatching(/^S-1-12-1(-\d+){4}$/),
      theme: null,
      uniqueName: null,
      visibility: 'Public',
    });
  });

  test('a security group has neither address nor visibility', async () => {
    const reply = await post(newGroup());
    expect(reply.json).toMatchObject({ groupTypes: [], mail: null, proxyAddresses: [], visibility: null });
  });

  test('the security identifier is the object id in other words', () => {
    expect(securityIdentifierOf('01020304-0506-0708-090a-0b0c0d0e0f10')).toBe(
      `S-1-12-1-${0x01020304}-${0x07080506}-${0x0c0b0a09}-${0x100f0e0d}`,
    );
  });

  test.each(['displayName', 'mailEnabled', 'mailNickname', 'securityEnabled'])('%s is required', async (name) => {
    const message = `Property ${name} value is required but is empty or missing.`;
    expectRefusal(await post(newGroup({ [name]: undefined })), 400, 'Request_BadRequest', message);
  });

  test.each([
    'a b',
    'a@b',
    'a(b',
    'a)b',
    'a\\b',
    'a[b',
    'a]b',
    'a"b',
    'a;b',
    'a:b',
    'a<b',
    'a>b',
    'a,b',
    'zoë',
    '',
    'x'.repeat(65),
  ])('the nickname %j is refused', async (mailNickname) => {
    const message = "Invalid value specified for property 'mailNickname' of resource 'Group'.";
    expectRefusal(await post(newGroup({ mailNickname })), 400, 'Request_BadRequest', message, 'mailNickname');
  });

  test('a display name has at most 256 characters', async () => {
    expect((await post(newGroup({ displayName: 'x'.repeat(256) }))).status).toBe(201);
    expect((await post(newGroup({ displayName: 'x'.repeat(257) }))).status).toBe(400);
  });

  test.each([
    ['a distribution group', { mailEnabled: true, securityEnabled: false }],
    ['a mail-enabled security group', { mailEnabled: true, securityEnabled: true }],
    ['a Microsoft 365 group without mail', { ...unified, mailEnabled: false }],
    ['a group that is nothing', { mailEnabled: false, securityEnabled: false }],
  ])('%s cannot be made', async (_what, values) => {
    expectRefusal(await post(newGroup(values)), 400, 'Request_BadRequest', exchangeOnly);
  });

  test('two security groups may share a nickname, two Microsoft 365 groups may not', async () => {
    await createGroup({ mailNickname: 'shared' });
    await createGroup({ mailNickname: 'shared' });
    await createGroup({ ...unified, mailNickname: 'taken' });
    const message = 'Another object with the same value for property mailNickname already exists.';
    const reply = await post(newGroup({ ...unified, mailNickname: 'Taken' }));
    expectRefusal(reply, 400, 'Request_BadRequest', message, 'mailNickname');
  });

  test.each([
    ['id', 'x'],
    ['uniqueName', 'x'],
    ['mail', 'x@contoso.test'],
    ['onPremisesSyncEnabled', true],
  ])('%s is read-only', async (name, value) => {
    const message = `Property '${name}' is read-only and cannot be set.`;
    expectRefusal(await post(newGroup({ [name]: value })), 400, 'Request_BadRequest', message);
  });

  test('a property that Graph does not have is refused', async () => {
    const message = "Property 'colour' does not exist as a declared property or extension property.";
    expectRefusal(await post(newGroup({ colour: 'red' })), 400, 'Request_BadRequest', message);
  });

  test('a role-assignable group needs a permission of its own', async () => {
    const body = newGroup({ isAssignableToRole: true });
    expect((await post(body)).status).toBe(403);
    const token = await lab.tokenWithRoles(['Group.Create', 'RoleManagement.ReadWrite.Directory']);
    const headers = { authorization: `Bearer ${token}` };
    const reply = await lab.graph('/v1.0/groups', { method: 'POST', headers, body });
    expect(reply).toMatchObject({ status: 201, json: { isAssignableToRole: true } });
  });
});

describe('learn.microsoft.com/graph/api/group-get and group-list', () => {
  test('by id, with $select exactly what was asked for', async () => {
    const id = await createGroup({ displayName: 'Readers' });
    const reply = await lab.graph(`/v1.0/groups/${id}?$select=id,displayName,assignedLicenses`);
    expect(reply.json).toEqual({
      '@odata.context': `${lab.tenant.origin}/v1.0/$metadata#groups(id,displayName,assignedLicenses)/$entity`,
      id,
      displayName: 'Readers',
      assignedLicenses: [],
    });
    expect((await lab.graph('/v1.0/groups?$top=999')).text).toContain(id);
  });

  test('a group that is not there is answered 404', async () => {
    const unknown = '87d349ed-44d7-43e1-9a83-5f2406dee5bd';
    const message = `Resource '${unknown}' does not exist or one of its queried reference-property objects are not present.`;
    for (const reply of [await lab.graph(`/v1.0/groups/${unknown}`), await patch(unknown, {}), await remove(unknown)]) {
      expectRefusal(reply, 404, 'Request_ResourceNotFound', message);
    }
  });
});

describe('learn.microsoft.com/graph/api/group-update', () => {
  test('is answered 204 and changes what was said', async () => {
    const id = await createGroup({ description: 'before' });
    expect(await patch(id, { displayName: 'After', description: null })).toMatchObject({ status: 204, text: '' });
    expect((await lab.graph(`/v1.0/groups/${id}`)).json).toMatchObject({ displayName: 'After', description: null });
  });

  test('does not turn a security group into a mail-enabled one', async () => {
    const id = await createGroup();
    expectRefusal(await patch(id, { mailEnabled: true }), 400, 'Request_BadRequest', exchangeOnly);
    expect((await patch(id, { mailEnabled: false })).status).toBe(204);
  });

  test('uniqueName cannot be changed', async () => {
    const message = "Property 'uniqueName' is read-only and cannot be set.";
    expectRefusal(await patch(await createGroup(), { uniqueName: 'x' }), 400, 'Request_BadRequest', message);
  });
});

describe('learn.microsoft.com/graph/api/group-upsert', () => {
  const upsert = (name: string, body: unknown, prefer?: string) =>
    lab.graph(`/v1.0/groups(uniqueName='${name}')`, {
      method: 'PATCH',
      body,
      ...(prefer === undefined ? {} : { headers: { prefer } }),
    });

  test('creates with the preference, updates when it is there, and is 404 without the preference', async () => {
    const body = newGroup({ displayName: 'First' });
    expect((await upsert('key-1', body)).status).toBe(404);
    const created = await upsert('key-1', body, 'create-if-missing');
    expect(created).toMatchObject({ status: 201, json: { uniqueName: 'key-1', displayName: 'First' } });
    const again = await upsert('key-1', { displayName: 'Second' }, 'create-if-missing');
    expect(again).toMatchObject({ status: 204, text: '' });
    const read = await lab.graph("/v1.0/groups(uniqueName='key-1')?$select=id,displayName");
    expect(read.json).toMatchObject({ id: idOf(created), displayName: 'Second' });
  });

  test('a key with a quote and a slash is a key too', async () => {
    const created = await upsert("o''neill%2Fx", newGroup(), 'create-if-missing');
    expect(created.json).toMatchObject({ uniqueName: "o'neill/x" });
  });

  test('creating still needs the required properties', async () => {
    const message = 'Property displayName value is required but is empty or missing.';
    expectRefusal(await upsert('key-2', {}, 'create-if-missing'), 400, 'Request_BadRequest', message);
  });
});

describe('learn.microsoft.com/graph/api/group-delete', () => {
  test('a security group is gone for good, a Microsoft 365 group can be restored', async () => {
    const security = await createGroup();
    const office = await createGroup(unified);
    expect(await remove(security)).toMatchObject({ status: 204, text: '' });
    expect(await remove(office)).toMatchObject({ status: 204, text: '' });
    expect((await lab.graph(`/v1.0/groups/${office}`)).status).toBe(404);
    expect(lab.tenant.state.groups.getDeleted(security)).toBeUndefined();
    expect(lab.tenant.state.groups.getDeleted(office)).toMatchObject({ id: office });
  });

  test('a tenant may keep deleted security groups too', async () => {
    lab.tenant.state.knobs.change({ softDeletesSecurityGroups: true });
    const id = await createGroup();
    await remove(id);
    lab.tenant.state.knobs.reset();
    expect(lab.tenant.state.groups.getDeleted(id)).toMatchObject({ id, deletedDateTime: expect.any(String) });
  });

  test('the key of a deleted group stays taken', async () => {
    const prefer = { prefer: 'create-if-missing' };
    const address = "/v1.0/groups(uniqueName='kept-key')";
    const made = await lab.graph(address, { method: 'PATCH', headers: prefer, body: newGroup(unified) });
    await remove(idOf(made));
    const reply = await lab.graph(address, { method: 'PATCH', headers: prefer, body: newGroup(unified) });
    const message = 'Another object with the same value for property uniqueName already exists.';
    expectRefusal(reply, 400, 'Request_BadRequest', message, 'uniqueName');
  });
});

describe('Group.Create', () => {
  test('goes on to serve the groups that the application owns, and no others', async () => {
    const headers = { authorization: `Bearer ${await lab.tokenWithRoles(['Group.Create'])}` };
    const owners = { 'owners@odata.bind': [addressOf(seed.application.servicePrincipalId)] };
    const create = (values: object) =>
      lab.graph('/v1.0/groups', { method: 'POST', headers, body: newGroup({ ...values }) });
    const change = (id: string) =>
      lab.graph(`/v1.0/groups/${id}`, { method: 'PATCH', headers, body: { description: 'x' } });
    expect((await change(idOf(await create(owners)))).status).toBe(204);
    expect((await change(idOf(await create({})))).status).toBe(403);
  });
});

describe('groups that Exchange owns', () => {
  const arranged = { id: 'e0000000-0000-4000-8000-000000000001', displayName: 'Sales', mailEnabled: true };

  test.each([true, false])('securityEnabled %s: read, never written', async (securityEnabled) => {
    lab.tenant.state.groups.put({ ...arranged, securityEnabled, groupTypes: [] });
    const message = 'Cannot Update a mail-enabled security groups and or distribution list.';
    expect((await lab.graph(`/v1.0/groups/${arranged.id}`)).json).toMatchObject({ displayName: 'Sales' });
    for (const reply of [await patch(arranged.id, { displayName: 'x' }), await remove(arranged.id)]) {
      expectRefusal(reply, 400, 'Request_BadRequest', message);
    }
  });

  test('a group of another synchronisation is not written either', async () => {
    const id = await createGroup();
    lab.tenant.state.groups.put({ ...(lab.tenant.state.groups.get(id) ?? { id }), onPremisesSyncEnabled: true });
    const message =
      'Unable to update the specified properties for objects that have originated within an external service.';
    expectRefusal(await patch(id, { displayName: 'x' }), 400, 'Request_BadRequest', message);
  });
});
