/** What can be asked of lists, and what Graph refuses. learn.microsoft.com/graph/aad-advanced-queries */
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { seed } from '../../seed.ts';
import { groupsOf, unified } from '../../testing/groups-for-tests.ts';
import { startTenantForTests, type TenantForTests } from '../../testing/tenant-for-tests.ts';
import { usersOf } from '../../testing/users-for-tests.ts';

let lab: TenantForTests;
const { createUser } = usersOf(() => lab);
const { createGroup } = groupsOf(() => lab);
const names = ['Anna Schmidt', 'Anton Weber', 'Berta Klein', 'Zoe Adams', 'anna lower'];

beforeAll(async () => {
  lab = await startTenantForTests();
  for (const { id } of Object.values(seed.people)) lab.tenant.state.directory.softDelete(id, { id });
  for (const [index, displayName] of names.entries()) {
    await createUser({
      displayName,
      department: index < 2 ? 'Sales' : 'Research',
      accountEnabled: index !== 2,
      mail: `mail${index}@contoso.test`,
      ...(index === 3 ? { onPremisesExtensionAttributes: { extensionAttribute1: 'marked' } } : {}),
    });
  }
  await createGroup({ displayName: 'Anna fans' });
  await createGroup({ ...unified, displayName: 'Office' });
});
afterAll(() => lab.stop());

const eventual = { consistencylevel: 'eventual' };
const ask = (path: string, headers = {}) => lab.graph(`/v1.0/${path.replaceAll(' ', '%20')}`, { headers });
async function namesOf(path: string, headers = {}): Promise<readonly unknown[]> {
  const reply = await ask(path, headers);
  expect(reply.status, reply.text).toBe(200);
  const { value } = reply.json as { readonly value: readonly { readonly displayName: unknown }[] };
  return value.map(({ displayName }) => displayName);
}

describe('learn.microsoft.com/graph/filter-query-parameter', () => {
  test.each([
    ["startsWith(displayName,'an')", ['Anna lower', 'Anna Schmidt', 'Anton Weber']],
    ["displayName eq 'berta klein'", ['Berta Klein']],
    ["displayName in ('Zoe Adams','Berta Klein','Nobody')", ['Berta Klein', 'Zoe Adams']],
    ["department eq 'Sales' and startsWith(displayName,'Ant')", ['Anton Weber']],
    ["(department eq 'Sales' or displayName eq 'Zoe Adams')", ['Anna Schmidt', 'Anton Weber', 'Zoe Adams']],
    ['accountEnabled eq false', ['Berta Klein']],
    ["proxyAddresses/any(p:p eq 'smtp:mail3@contoso.test')", ['Zoe Adams']],
    ["proxyAddresses/any(p:startsWith(p,'smtp:mail'))", names],
    ["onPremisesExtensionAttributes/extensionAttribute1 eq 'marked'", ['Zoe Adams']],
  ])('users where %s', async (filter, expected) => {
    const found = await namesOf(`users?$select=displayName&$filter=${filter}`);
    expect(found.map((name) => String(name).toLowerCase()).sort()).toEqual(
      expected.map((name) => name.toLowerCase()).sort(),
    );
  });

  test.each([
    ["groupTypes/any(c:c eq 'Unified')", ['Office']],
    ['securityEnabled eq true', ['Anna fans']],
    ['mailEnabled eq true', ['Office']],
  ])('groups where %s', async (filter, expected) => {
    expect(await namesOf(`groups?$filter=${filter}`)).toEqual(expected);
  });

  test.each([
    ["department ne 'Sales'", 'NotEqualsMatch', ['Contoso Administrator', 'Berta Klein', 'Zoe Adams', 'anna lower']],
    ["not(department eq 'Research')", 'Not', ['Contoso Administrator', 'Anna Schmidt', 'Anton Weber']],
    ["endsWith(mail,'2@contoso.test')", 'endsWith', ['Berta Klein']],
  ])('%s needs the header and $count', async (filter, operator, expected) => {
    const path = `users?$select=displayName&$filter=${filter}`;
    for (const [query, headers] of [
      [path, {}],
      [path, eventual],
      [`${path}&$count=true`, {}],
    ] as const) {
      const message = `Operator '${operator}' is not supported because the required parameters might be missing. Try adding $count=true query parameter and ConsistencyLevel:eventual header. Refer to https://aka.ms/graph-docs/advanced-queries for more information`;
      expect(await ask(query, headers)).toMatchObject({
        status: 400,
        json: { error: { code: 'Request_UnsupportedQuery', message } },
      });
    }
    expect(await namesOf(`${path}&$count=true`, eventual)).toEqual(expected);
  });

  test.each([
    ["colour eq 'red'", 'Request_UnsupportedQuery', /'colour' does not exist/],
    ["assignedLicenses eq 'x'", 'Request_UnsupportedQuery', /for property 'assignedLicenses' of resource 'User'/],
    ["proxyAddresses eq 'x'", 'Request_UnsupportedQuery', /for property 'proxyAddresses' of resource 'User'/],
    ["displayName/any(p:p eq 'x')", 'Request_UnsupportedQuery', /for property 'displayName'/],
    ["proxyAddresses/any(p:p ne 'x')", 'Request_UnsupportedQuery', /for property 'proxyAddresses'/],
    ["endsWith(department,'x')", 'Request_UnsupportedQuery', /for property 'department'/],
    ["startsWith(accountEnabled,'t')", 'Request_UnsupportedQuery', /for property 'accountEnabled'/],
    ["accountEnabled eq 'true'", 'BadRequest', /'Edm.Boolean' and 'Edm.String' for operator kind 'Equal'/],
    ['displayName eq 5', 'BadRequest', /'Edm.String' and 'Edm.Int32'/],
    ["contains(displayName,'x')", 'BadRequest', /Syntax error/],
    ["onPremisesExtensionAttributes/nothing eq 'x'", 'Request_UnsupportedQuery', /does not exist/],
  ])('%s is refused', async (filter, code, message) => {
    const reply = await ask(`users?$count=true&$filter=${filter}`, eventual);
    expect(reply.status).toBe(400);
    expect(reply.json).toMatchObject({ error: { code, message: expect.stringMatching(message) } });
  });
});

describe('learn.microsoft.com/graph/query-parameters', () => {
  test('$orderby sorts both ways, page after page', async () => {
    const sorted = ['anna lower', 'Anna Schmidt', 'Anton Weber', 'Berta Klein', 'Contoso Administrator', 'Zoe Adams'];
    for (const [direction, expected] of [
      ['', sorted],
      [' desc', sorted.toReversed()],
    ] as const) {
      const seen: unknown[] = [];
      let path = `/v1.0/users?$select=displayName&$top=4&$orderby=displayName${direction}`;
      while (path !== '') {
        const { json } = await lab.graph(path.replaceAll(' ', '%20'));
        const page = json as { value: readonly { displayName: unknown }[]; '@odata.nextLink'?: string };
        seen.push(...page.value.map(({ displayName }) => displayName));
        path = page['@odata.nextLink']?.slice(lab.tenant.origin.length) ?? '';
      }
      expect(seen).toEqual(expected);
    }
  });

  test('a sorted and filtered list needs the index', async () => {
    const path = "users?$select=displayName&$orderby=displayName&$filter=department eq 'Sales'";
    expect(await ask(path)).toMatchObject({
      status: 400,
      json: { error: { message: 'Sorting not supported for current query.' } },
    });
    expect(await namesOf(`${path}&$count=true`, eventual)).toEqual(['Anna Schmidt', 'Anton Weber']);
  });

  test('a filtered list comes in pages too', async () => {
    const seen: unknown[] = [];
    let path = "/v1.0/users?$select=displayName&$top=1&$filter=startsWith(displayName,'an')";
    for (let pages = 0; path !== '' && pages < 9; pages += 1) {
      const { json } = await lab.graph(path);
      const page = json as { value: readonly { displayName: unknown }[]; '@odata.nextLink'?: string };
      seen.push(...page.value.map(({ displayName }) => displayName));
      path = page['@odata.nextLink']?.slice(lab.tenant.origin.length) ?? '';
    }
    expect(seen).toEqual(['anna lower', 'Anna Schmidt', 'Anton Weber']);
  });

  test('$count counts what is found when the index is asked, and is ignored otherwise', async () => {
    const path = "users?$top=1&$count=true&$filter=department eq 'Research'";
    expect((await ask(path, eventual)).json).toMatchObject({ '@odata.count': 3, value: { length: 1 } });
    expect((await ask(path)).json).not.toHaveProperty('@odata.count');
    expect(await ask('users/$count', eventual)).toMatchObject({ status: 200, text: '6' });
    expect((await ask('users/$count', eventual)).headers['content-type']).toBe('text/plain');
    expect((await ask('users/$count')).status).toBe(400);
    expect(await ask('groups/$count?$filter=securityEnabled eq true', eventual)).toMatchObject({ text: '1' });
  });

  test('$expand shows the members of groups', async () => {
    const user = await createUser();
    const member = [`https://graph.microsoft.com/v1.0/users/${user}`];
    const group = await createGroup({ 'members@odata.bind': member });
    const { directory } = lab.tenant.state;
    onTestFinished(() => [user, group].forEach((id) => void directory.softDelete(id, { id })));
    const reply = await lab.graph(`/v1.0/groups/${group}?$select=id&$expand=members($select=id)`);
    expect(reply.json).toMatchObject({ id: group, members: [{ '@odata.type': '#microsoft.graph.user', id: user }] });
    expect((await lab.graph('/v1.0/groups?$expand=members')).headers['x-ms-resource-unit']).toBe('2');
  });
});

describe('learn.microsoft.com/graph/search-query-parameter', () => {
  test.each([
    ['"displayName:ann"', ['Anna Schmidt', 'anna lower']],
    ['"displayName:schmidt ann"', ['Anna Schmidt']],
    ['"displayName:ann" AND "mail:mail4"', ['anna lower']],
    ['"displayName:zoe" OR "displayName:berta"', ['Berta Klein', 'Zoe Adams']],
    ['"displayName:chmidt"', []],
  ])('%s', async (search, expected) => {
    expect(await namesOf(`users?$select=displayName&$search=${search}`, eventual)).toEqual(expected);
  });

  test('needs the header, quotes and a property that is searched', async () => {
    expect(await ask('users?$search="displayName:ann"')).toMatchObject({
      json: { error: { message: expect.stringContaining("special request header: 'ConsistencyLevel: eventual'") } },
    });
    for (const search of ['ann', '"displayName:a" "displayName:b"', '"displayName:a" AND', '"department:x"']) {
      expect((await ask(`users?$search=${search}`, eventual)).status, search).toBe(400);
    }
  });
});
