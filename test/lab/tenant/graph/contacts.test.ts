/** Contacts and domains are read, and only read, as the documentation of Microsoft Graph v1.0 says. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addressOf, groupsOf } from '../testing/groups-for-tests.ts';
import { startTenantForTests, type TenantForTests } from '../testing/tenant-for-tests.ts';
import { expectRefusal } from '../testing/users-for-tests.ts';

let lab: TenantForTests;
let contact: string;
const { createGroup, addMember, memberIds } = groupsOf(() => lab);

beforeAll(async () => {
  lab = await startTenantForTests();
  const values = {
    displayName: 'Ann Outside',
    mail: 'ann@fabrikam.com',
    mailNickname: 'ann',
    proxyAddresses: ['SMTP:ann@fabrikam.com'],
    phones: [{ number: '+1 425 555 0109', type: 'business' }],
    onPremisesSyncEnabled: true,
  };
  [contact = ''] = await lab.lab.putObjects([
    { kind: 'contact', values },
    { kind: 'contact', values: { displayName: 'Bob Outside' } },
  ]);
});
afterAll(() => lab.stop());

describe('learn.microsoft.com/graph/api/orgcontact-list and orgcontact-get', () => {
  test('shows every property, since a contact has few', async () => {
    expect((await lab.graph(`/v1.0/contacts/${contact}`)).json).toEqual({
      '@odata.context': `${lab.tenant.origin}/v1.0/$metadata#contacts/$entity`,
      id: contact,
      deletedDateTime: null,
      addresses: [],
      companyName: null,
      department: null,
      displayName: 'Ann Outside',
      givenName: null,
      jobTitle: null,
      mail: 'ann@fabrikam.com',
      mailNickname: 'ann',
      onPremisesLastSyncDateTime: null,
      onPremisesProvisioningErrors: [],
      onPremisesSyncEnabled: true,
      phones: [{ number: '+1 425 555 0109', type: 'business' }],
      proxyAddresses: ['SMTP:ann@fabrikam.com'],
      serviceProvisioningErrors: [],
      surname: null,
    });
    const list = await lab.graph("/v1.0/contacts?$select=id&$filter=mail eq 'ann@fabrikam.com'");
    expect(list.json).toMatchObject({ value: [{ id: contact }] });
  });

  test.each(['POST', 'PUT', 'PATCH', 'DELETE'] as const)('%s is answered 405', async (method) => {
    const message = 'Specified HTTP method is not allowed for the request target.';
    const path = method === 'POST' ? '/v1.0/contacts' : `/v1.0/contacts/${contact}`;
    expectRefusal(await lab.graph(path, { method, body: {} }), 405, 'Request_BadRequest', message);
  });

  test('OrgContact.Read.All is needed', async () => {
    const headers = { authorization: `Bearer ${await lab.tokenWithRoles(['User.Read.All', 'Group.Read.All'])}` };
    expect((await lab.graph('/v1.0/contacts', { headers })).status).toBe(403);
  });

  test('who adds a contact to a group must be allowed to read contacts', async () => {
    const group = await createGroup();
    const add = async (roles: readonly string[]) => {
      const headers = { authorization: `Bearer ${await lab.tokenWithRoles(roles)}` };
      const body = { '@odata.id': addressOf(contact) };
      return (await lab.graph(`/v1.0/groups/${group}/members/$ref`, { method: 'POST', headers, body })).status;
    };
    expect(await add(['GroupMember.ReadWrite.All'])).toBe(403);
    expect(await add(['GroupMember.ReadWrite.All', 'OrgContact.Read.All'])).toBe(204);
  });

  test('a contact can be a member of a security group', async () => {
    const group = await createGroup();
    expect((await addMember(group, contact)).status).toBe(204);
    expect(await memberIds(group)).toEqual([contact]);
    expect((await lab.graph(`/v1.0/contacts/${contact}/memberOf?$select=id`)).text).toContain(group);
  });
});

describe('learn.microsoft.com/graph/api/domain-list and domain-get', () => {
  test('the verified domains, with what they are for', async () => {
    const reply = await lab.graph('/v1.0/domains');
    expect(reply.json).toMatchObject({
      '@odata.context': `${lab.tenant.origin}/v1.0/$metadata#domains`,
      value: [
        {
          id: 'contoso.test',
          authenticationType: 'Managed',
          isDefault: true,
          isInitial: false,
          isVerified: true,
          supportedServices: ['Email', 'OfficeCommunicationsOnline'],
        },
        { id: 'contoso.onmicrosoft.com', isDefault: false, isInitial: true },
      ],
    });
    const one = await lab.graph('/v1.0/domains/Contoso.test?$select=id,isDefault');
    expect(one.json).toMatchObject({ id: 'contoso.test', isDefault: true });
    expect((await lab.graph('/v1.0/domains/fabrikam.test')).status).toBe(404);
  });

  test('Domain.Read.All or Directory.Read.All is needed', async () => {
    const status = async (role: string) =>
      (await lab.graph('/v1.0/domains', { headers: { authorization: `Bearer ${await lab.tokenWithRoles([role])}` } }))
        .status;
    expect(await status('User.Read.All')).toBe(403);
    expect(await status('Domain.Read.All')).toBe(200);
    expect(await status('Directory.Read.All')).toBe(200);
  });
});
