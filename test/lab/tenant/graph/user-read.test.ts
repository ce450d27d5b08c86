/** Users are listed and read as the documentation of Microsoft Graph v1.0 says. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seed } from '../seed.ts';
import { seededUsers } from '../state/seed-people.ts';
import { startTenantForTests, type TenantForTests } from '../testing/tenant-for-tests.ts';
import { expectRefusal, usersOf } from '../testing/users-for-tests.ts';

let lab: TenantForTests;
const { createUser } = usersOf(() => lab);

beforeAll(async () => {
  lab = await startTenantForTests();
});
afterAll(() => lab.stop());

const admin = seed.administrator;
const unknownId = '87d349ed-44d7-43e1-9a83-5f2406dee5bd';

describe('learn.microsoft.com/graph/api/user-get', () => {
  test('by id and by sign-in name, with the default properties', async () => {
    const byId = await lab.graph(`/v1.0/users/${admin.id}`);
    expect(byId.json).toEqual({
      '@odata.context': `${lab.tenant.origin}/v1.0/$metadata#users/$entity`,
      id: admin.id,
      businessPhones: [],
      displayName: admin.displayName,
      givenName: null,
      jobTitle: null,
      mail: null,
      mobilePhone: null,
      officeLocation: null,
      preferredLanguage: null,
      surname: null,
      userPrincipalName: admin.userPrincipalName,
    });
    for (const path of [`/${admin.userPrincipalName.toUpperCase()}`, `('${admin.id}')`, `/${admin.id.toUpperCase()}`]) {
      expect((await lab.graph(`/v1.0/users${path}`)).json).toEqual(byId.json);
    }
  });

  test('with $select exactly what was asked for', async () => {
    const reply = await lab.graph(`/v1.0/users/${admin.id}?$select=displayName,%20onPremisesImmutableId`);
    expect(reply.json).toEqual({
      '@odata.context': `${lab.tenant.origin}/v1.0/$metadata#users(displayName,onPremisesImmutableId)/$entity`,
      displayName: admin.displayName,
      onPremisesImmutableId: null,
    });
  });

  test('a user that is not there is answered 404', async () => {
    const message = `Resource '${unknownId}' does not exist or one of its queried reference-property objects are not present.`;
    expectRefusal(await lab.graph(`/v1.0/users/${unknownId}`), 404, 'Request_ResourceNotFound', message);
  });
});

describe('learn.microsoft.com/graph/api/user-list', () => {
  test.each([
    ['userPrincipalName', "Filter.O'Neill@contoso.test", "filter.o''neill@CONTOSO.test"],
    ['onPremisesImmutableId', 'a+/b8Q==', 'a+/b8Q=='],
    ['mail', 'filter@contoso.com', 'Filter@contoso.com'],
  ])('$filter=%s eq finds exactly the one', async (name, value, asked) => {
    const id = await createUser({ [name]: value });
    const found = await lab.graph(`/v1.0/users?$select=id&$filter=${encodeURIComponent(`${name} eq '${asked}'`)}`);
    expect(found.json).toEqual({ '@odata.context': `${lab.tenant.origin}/v1.0/$metadata#users(id)`, value: [{ id }] });
    const nobody = await lab.graph(`/v1.0/users?$filter=${encodeURIComponent(`${name} eq 'nobody'`)}`);
    expect(nobody.json).toMatchObject({ value: [] });
  });

  test('a plus sign that is not encoded is a space, as on every web server', async () => {
    await createUser({ onPremisesImmutableId: 'x+y' });
    const reply = await lab.graph("/v1.0/users?$filter=onPremisesImmutableId%20eq%20'x+y'");
    expect(reply.json).toMatchObject({ value: [] });
  });

  test.each([
    ['$filter=faxNumber%20lt%20%27x%27', 'Request_UnsupportedQuery', /for property 'faxNumber' of resource 'User'/],
    ['$filter=favourite%20eq%20%27x%27', 'Request_UnsupportedQuery', /'favourite' does not exist/],
    ['$filter=nonsense', 'BadRequest', /Syntax error/],
    ['$select=favourite', 'Request_UnsupportedQuery', /'favourite' does not exist/],
    ['$top=0', 'Request_UnsupportedQuery', /Invalid page size specified: '0'. Must be between 1 and 999 inclusive/],
    ['$top=1000', 'Request_UnsupportedQuery', /Invalid page size specified: '1000'/],
    ['$top=x', 'Request_UnsupportedQuery', /Invalid page size/],
    ['$skip=5', 'Request_BadRequest', /'\$skip' is not supported/],
    ['$orderby=surname', 'Request_UnsupportedQuery', /Sorting not supported for current query/],
    ['$skiptoken=made-up', 'Directory_ExpiredPageToken', /page token/],
  ])('%s is refused', async (query, code, message) => {
    const reply = await lab.graph(`/v1.0/users?${query}`);
    expect(reply.status).toBe(400);
    expect(reply.json).toMatchObject({ error: { code, message: expect.stringMatching(message) } });
  });
});

describe('learn.microsoft.com/graph/paging', () => {
  test('following @odata.nextLink shows everybody once and then ends', async () => {
    const big = await startTenantForTests();
    try {
      for (let index = 0; index < 1234; index += 1) {
        const name = `user${index}`;
        big.tenant.state.users.put({ id: name, userPrincipalName: `${name}@contoso.test`, displayName: name });
      }
      const seen: string[] = [];
      const sizes: number[] = [];
      let path = '/v1.0/users?$select=id,userPrincipalName&$top=500';
      while (path !== '') {
        const { json } = await big.graph(path);
        const page = json as {
          readonly value: readonly { readonly id: string }[];
          readonly '@odata.nextLink'?: string;
        };
        seen.push(...page.value.map((user) => user.id));
        sizes.push(page.value.length);
        path = page['@odata.nextLink']?.slice(big.tenant.origin.length) ?? '';
        if (path !== '') expect(path).toContain('$select=id%2CuserPrincipalName&$top=500&$skiptoken=');
      }
      expect(sizes).toEqual([500, 500, 234 + seededUsers.length]);
      expect(new Set(seen).size).toBe(1234 + seededUsers.length);
      const unpaged = await big.graph('/v1.0/users');
      expect(unpaged.json).toMatchObject({ value: { length: 100 } });
    } finally {
      await big.stop();
    }
  });
});
