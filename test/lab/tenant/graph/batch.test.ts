/** Batches and look-ups of many objects go as the documentation of Microsoft Graph v1.0 says. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { seed } from '../seed.ts';
import { groupsOf } from '../testing/groups-for-tests.ts';
import { startTenantForTests, type TenantForTests } from '../testing/tenant-for-tests.ts';
import { usersOf } from '../testing/users-for-tests.ts';

let lab: TenantForTests;
const { newUser, createUser } = usersOf(() => lab);
const { createGroup } = groupsOf(() => lab);

beforeAll(async () => {
  lab = await startTenantForTests();
});
afterEach(() => lab.lab.clearFaults());
afterAll(() => lab.stop());

interface Inner {
  readonly id: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const json = { 'Content-Type': 'application/json' };
const send = (requests: readonly unknown[]) => lab.graph('/v1.0/$batch', { method: 'POST', body: { requests } });
async function batch(requests: readonly unknown[]): Promise<Readonly<Record<string, Inner>>> {
  const reply = await send(requests);
  expect(reply.status, reply.text).toBe(200);
  const { responses } = reply.json as { readonly responses: readonly Inner[] };
  return Object.fromEntries(responses.map((response) => [response.id, response]));
}
const get = (id: string, url: string) => ({ id, method: 'GET', url });
const create = (id: string, values = newUser()) => ({ id, method: 'POST', url: '/users', headers: json, body: values });

describe('learn.microsoft.com/graph/json-batching', () => {
  test('every request is answered by its id, as it would be alone', async () => {
    const { one, two, three } = await batch([
      get('one', `/users/${seed.administrator.id}?$select=id`),
      create('two'),
      get('three', '/printers'),
    ]);
    expect(one).toMatchObject({
      status: 200,
      headers: { 'x-ms-resource-unit': '1' },
      body: {
        '@odata.context': expect.stringContaining('/v1.0/$metadata#users(id)/$entity'),
        id: seed.administrator.id,
      },
    });
    expect(two).toMatchObject({ status: 201, body: { userPrincipalName: expect.any(String) } });
    expect(three).toMatchObject({ status: 400, body: { error: { code: 'BadRequest' } } });
  });

  test('a request waits for the ones it depends on, and fails with them', async () => {
    const user = newUser();
    const replies = await batch([
      create('make', user),
      {
        id: 'change',
        dependsOn: ['make'],
        method: 'PATCH',
        url: `/users/${String(user.userPrincipalName)}`,
        headers: json,
        body: { jobTitle: 'Boss' },
      },
      { ...get('read', `/users/${String(user.userPrincipalName)}?$select=jobTitle`), dependsOn: ['change'] },
      get('fail', '/users/nobody@contoso.test'),
      { ...get('hopeless', '/users'), dependsOn: ['fail'] },
      { ...get('more hopeless', '/users'), dependsOn: ['hopeless'] },
    ]);
    expect(replies.change).toEqual({ id: 'change', status: 204, headers: expect.anything() });
    expect(replies.read).toMatchObject({ status: 200, body: { jobTitle: 'Boss' } });
    expect(replies.fail?.status).toBe(404);
    expect(replies.hopeless).toMatchObject({ status: 424, body: { error: { code: 'FailedDependency' } } });
    expect(replies['more hopeless']?.status).toBe(424);
  });

  test('half a batch can fail, each request with its own Retry-After', async () => {
    await lab.lab.setFaults([
      {
        name: 'half',
        match: { method: 'POST', path: '/v1.0/users' },
        after: 1,
        times: 2,
        fault: { kind: 'status', status: 429, retryAfter: '2.5' },
      },
    ]);
    const { lastSequence } = await lab.lab.journal();
    const before = lab.tenant.state.users.count();
    const replies = await batch(['a', 'b', 'c', 'd'].map((id) => create(id)));
    expect(Object.values(replies).map(({ status }) => status)).toEqual([201, 429, 429, 201]);
    expect(replies.b).toMatchObject({
      headers: { 'Retry-After': '2.5' },
      body: { error: { code: 'TooManyRequests' } },
    });
    expect(lab.tenant.state.users.count()).toBe(before + 2);
    const { entries } = await lab.lab.journal(lastSequence);
    // Inner requests are written down as they are answered, and the batch after all of them.
    expect(entries.map(({ status, fault }) => `${status} ${fault}`).sort()).toEqual([
      '200 null',
      '201 null',
      '201 null',
      '429 half',
      '429 half',
    ]);
    expect(entries.at(-1)).toMatchObject({ path: '/v1.0/$batch', status: 200 });
  });

  test('a lost reply inside a batch is a gateway time-out, and the work is done', async () => {
    const fault = { kind: 'lostReply' } as const;
    await lab.lab.setFaults([{ match: { method: 'POST', path: '/v1.0/users' }, fault }]);
    const before = lab.tenant.state.users.count();
    expect((await batch([create('one')])).one?.status).toBe(504);
    expect(lab.tenant.state.users.count()).toBe(before + 1);
  });

  test.each([
    ['nothing', []],
    ['twenty-one', Array.from({ length: 21 }, (_, index) => get(String(index), '/users'))],
    ['one id twice', [get('1', '/users'), get('1', '/users')]],
    ['an unknown dependency', [{ ...get('1', '/users'), dependsOn: ['2'] }]],
    [
      'a circle',
      [
        { ...get('1', '/users'), dependsOn: ['2'] },
        { ...get('2', '/users'), dependsOn: ['1'] },
      ],
    ],
    ['a body without a type', [{ ...create('1'), headers: {} }]],
    ['an absolute address', [get('1', 'https://graph.microsoft.com/v1.0/users')]],
    ['a batch', [{ ...get('1', '/$batch'), method: 'POST' }]],
  ])('a batch with %s is refused whole', async (_what, requests) => {
    expect(await send(requests)).toMatchObject({ status: 400, json: { error: { code: 'BadRequest' } } });
  });

  test('needs a token, and is no way around permissions', async () => {
    const body = { requests: [create('1')] };
    expect((await lab.ask('/v1.0/$batch', { method: 'POST', body })).status).toBe(401);
    const headers = { authorization: `Bearer ${await lab.tokenWithRoles(['User.Read.All'])}` };
    const reply = await lab.graph('/v1.0/$batch', { method: 'POST', headers, body });
    expect(reply.json).toMatchObject({ responses: [{ id: '1', status: 403 }] });
  });
});

describe('learn.microsoft.com/graph/api/directoryobject-getbyids', () => {
  const getByIds = (body: unknown, query = '') =>
    lab.graph(`/v1.0/directoryObjects/getByIds${query}`, { method: 'POST', body });

  test('objects of any type, those that are not there left out', async () => {
    const [user, group] = [await createUser(), await createGroup()];
    const ids = [user, '87d349ed-44d7-43e1-9a83-5f2406dee5bd', group.toUpperCase(), user];
    const reply = await getByIds({ ids }, '?$select=id');
    expect(reply.json).toEqual({
      '@odata.context': `${lab.tenant.origin}/v1.0/$metadata#directoryObjects(id)`,
      value: [
        { '@odata.type': '#microsoft.graph.user', id: user },
        { '@odata.type': '#microsoft.graph.group', id: group },
      ],
    });
    expect((await getByIds({ ids, types: ['group'] })).json).toMatchObject({ value: [{ id: group }] });
    expect((await getByIds({ ids })).headers['x-ms-resource-unit']).toBe('5');
    expect((await lab.graph(`/v1.0/directoryObjects/${group}`)).json).toMatchObject({ id: group });
  });

  test('at most 1,000 ids', async () => {
    expect((await getByIds({ ids: Array.from({ length: 1001 }, () => 'x') })).status).toBe(400);
  });
});
