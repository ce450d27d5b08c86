/** Users are updated as the documentation of Microsoft Graph v1.0 says. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTenantForTests, type TenantForTests } from '../testing/tenant-for-tests.ts';
import { expectRefusal, usersOf } from '../testing/users-for-tests.ts';

let lab: TenantForTests;
const { newUser, post, patch, createUser, read } = usersOf(() => lab);

beforeAll(async () => {
  lab = await startTenantForTests();
});
afterAll(() => lab.stop());

const unknownId = '87d349ed-44d7-43e1-9a83-5f2406dee5bd';

describe('learn.microsoft.com/graph/api/user-update', () => {
  test('the documented request is answered 204 without a body', async () => {
    const id = await createUser();
    const reply = await patch(id, { businessPhones: ['+1 425 555 0109'], officeLocation: '18/2111' });
    expect(reply).toMatchObject({ status: 204, text: '' });
    expect(await read(id, 'businessPhones,officeLocation')).toMatchObject({
      businessPhones: ['+1 425 555 0109'],
      officeLocation: '18/2111',
    });
  });

  test('a user can be named by the sign-in name', async () => {
    await createUser({ userPrincipalName: 'by.name@contoso.test' });
    expect((await patch('By.Name@contoso.test', { jobTitle: 'Retail Manager' })).status).toBe(204);
    expect(await read('by.name@contoso.test', 'jobTitle')).toMatchObject({ jobTitle: 'Retail Manager' });
  });

  test.each([
    'displayName',
    'mail',
    'mailNickname',
    'usageLocation',
    'userPrincipalName',
    'accountEnabled',
    'businessPhones',
  ])('%s cannot be cleared', async (name) => {
    const id = await createUser();
    const message = `Invalid value specified for property '${name}' of resource 'User'.`;
    expectRefusal(await patch(id, { [name]: null }), 400, 'Request_BadRequest', message, name);
  });

  test('other properties are cleared with null', async () => {
    const id = await createUser({ department: 'Retail', onPremisesImmutableId: 'clear-me' });
    expect((await patch(id, { department: null, onPremisesImmutableId: null })).status).toBe(204);
    expect(await read(id, 'department,onPremisesImmutableId')).toMatchObject({
      department: null,
      onPremisesImmutableId: null,
    });
    await createUser({ onPremisesImmutableId: 'clear-me' });
  });

  test('a refused update changes nothing', async () => {
    const id = await createUser({ jobTitle: 'before' });
    expect((await patch(id, { jobTitle: 'after', employeeId: '12345678901234567' })).status).toBe(400);
    expect(await read(id, 'jobTitle')).toMatchObject({ jobTitle: 'before' });
  });

  test('mail becomes the primary of the proxy addresses and keeps the former as another', async () => {
    const id = await createUser({ mail: 'first@contoso.com' });
    await patch(id, { mail: 'second@contoso.com' });
    expect(await read(id, 'mail,proxyAddresses')).toMatchObject({
      mail: 'second@contoso.com',
      proxyAddresses: ['SMTP:second@contoso.com', 'smtp:first@contoso.com'],
    });
    const message = 'Another object with the same value for property proxyAddresses already exists.';
    expectRefusal(
      await post(newUser({ mail: 'first@contoso.com' })),
      400,
      'Request_BadRequest',
      message,
      'proxyAddresses',
    );
  });

  test('a freed sign-in name can be used again, a taken one cannot', async () => {
    const id = await createUser({ userPrincipalName: 'freed@contoso.test' });
    await createUser({ userPrincipalName: 'kept@contoso.test' });
    expect((await patch(id, { userPrincipalName: 'kept@contoso.test' })).status).toBe(400);
    expect((await patch(id, { userPrincipalName: 'renamed@contoso.test' })).status).toBe(204);
    await createUser({ userPrincipalName: 'freed@contoso.test' });
  });

  test('extension attributes that are not mentioned stay; the other half of employeeOrgData does not', async () => {
    const id = await createUser({
      onPremisesExtensionAttributes: { extensionAttribute1: 'one', extensionAttribute2: 'two' },
      employeeOrgData: { division: 'Retail', costCenter: '1600' },
    });
    await patch(id, {
      onPremisesExtensionAttributes: { extensionAttribute2: null },
      employeeOrgData: { division: 'Wholesale' },
    });
    expect(await read(id, 'onPremisesExtensionAttributes,employeeOrgData')).toMatchObject({
      onPremisesExtensionAttributes: {
        extensionAttribute1: 'one',
        extensionAttribute2: null,
        extensionAttribute15: null,
      },
      employeeOrgData: { division: 'Wholesale', costCenter: null },
    });
  });

  test('a user that is not there is answered 404', async () => {
    const message = `Resource '${unknownId}' does not exist or one of its queried reference-property objects are not present.`;
    expectRefusal(await patch(unknownId, { jobTitle: 'x' }), 404, 'Request_ResourceNotFound', message);
  });

  test('a user of another synchronisation is not written: neither changed, nor deleted, nor given a manager', async () => {
    const id = await createUser();
    lab.tenant.state.users.put({ ...(lab.tenant.state.users.get(id) ?? { id }), onPremisesSyncEnabled: true });
    const message =
      'Unable to update the specified properties for objects that have originated within an external service.';
    const body = { '@odata.id': `https://graph.microsoft.com/v1.0/users/${await createUser()}` };
    for (const reply of [
      await patch(id, { jobTitle: 'x' }),
      await lab.graph(`/v1.0/users/${id}`, { method: 'DELETE' }),
      await lab.graph(`/v1.0/users/${id}/manager/$ref`, { method: 'PUT', body }),
    ]) {
      expectRefusal(reply, 400, 'Request_BadRequest', message);
    }
  });
});
