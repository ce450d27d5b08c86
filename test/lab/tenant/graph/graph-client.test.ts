/** Microsoft's own Graph client does its work here as it does it against Microsoft: nobody who wrote this tenant wrote the client. */
import {
  AuthenticationHandler,
  type AuthenticationProvider,
  BatchRequestContent,
  BatchResponseContent,
  Client,
  type Context,
  GraphError,
  type Middleware,
  PageIterator,
  RedirectHandler,
  RedirectHandlerOptions,
  RetryHandler,
  RetryHandlerOptions,
} from '@microsoft/microsoft-graph-client';
import { fetch } from 'undici';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { seed } from '../seed.ts';
import { startTenantForTests, type TenantForTests } from '../testing/tenant-for-tests.ts';
import { usersOf } from '../testing/users-for-tests.ts';

let lab: TenantForTests;
let client: Client;
const { newUser } = usersOf(() => lab);

beforeAll(async () => {
  lab = await startTenantForTests();
  client = await microsoftClient();
});
afterEach(async () => {
  await lab.lab.clearFaults();
  await lab.lab.resetKnobs();
});
afterAll(() => lab.stop());

/** The client's usual chain; only its last link is ours, because the authority of this tenant is known to nobody else. */
async function microsoftClient(): Promise<Client> {
  const token = await lab.tokenWithRoles(seed.application.roles);
  const provider: AuthenticationProvider = { getAccessToken: async () => token };
  const chain: readonly Middleware[] = [
    new AuthenticationHandler(provider),
    new RetryHandler(new RetryHandlerOptions(0.1)),
    new RedirectHandler(new RedirectHandlerOptions()),
    {
      execute: async (context: Context) => {
        const init = { ...context.options, dispatcher: lab.dispatcher };
        context.response = (await fetch(String(context.request), init as never)) as never;
      },
    },
  ];
  return Client.initWithMiddleware({
    middleware: [...chain],
    baseUrl: `${lab.tenant.origin}/`,
    customHosts: new Set([new URL(lab.tenant.origin).hostname]),
  });
}

const createdSchema = z.object({ id: z.string(), userPrincipalName: z.string() });
const create = async (changes = {}) =>
  createdSchema.parse(await client.api('/users').post({ ...newUser(), ...changes }));

/** Every entry of a collection, and the link that the last page ends with. */
async function iterate(path: string): Promise<{ entries: readonly { id: string }[]; deltaLink: string | undefined }> {
  const entries: { id: string }[] = [];
  const iterator = new PageIterator(client, await client.api(path).get(), (entry) => {
    entries.push(z.looseObject({ id: z.string() }).parse(entry));
    return true;
  });
  await iterator.iterate();
  return { entries, deltaLink: iterator.getDeltaLink() };
}

describe('learn.microsoft.com/graph/sdks/create-requests', () => {
  test('a user is created, read, changed, found by a filter, linked to a manager and deleted', async () => {
    const [user, manager] = [await create({ department: 'Graph client' }), await create()];
    expect(await client.api(`/users/${user.id}`).select(['department']).get()).toMatchObject({
      department: 'Graph client',
    });
    await client.api(`/users/${user.id}`).patch({ department: "O'Brien, Søn" });
    const { value } = await client.api('/users').filter("department eq 'O''Brien, Søn'").select('id').get();
    expect(value).toEqual([{ id: user.id }]);
    const reference = { '@odata.id': `${lab.tenant.origin}/v1.0/users/${manager.id}` };
    await client.api(`/users/${user.id}/manager/$ref`).put(reference);
    expect(await client.api(`/users/${user.id}`).expand('manager').get()).toMatchObject({
      manager: { id: manager.id },
    });
    await client.api(`/users/${user.id}`).delete();
    await expect(client.api(`/users/${user.id}`).get()).rejects.toMatchObject({ statusCode: 404 });
  });

  test('a group is made once by its unique name, and gets members', async () => {
    const group = () => client.api("/groups(uniqueName='graph-client')").header('Prefer', 'create-if-missing');
    const values = { displayName: 'Graph client', mailEnabled: false, mailNickname: 'graph', securityEnabled: true };
    const { id } = z.object({ id: z.string() }).parse(await group().patch(values));
    await group().patch({ displayName: 'Graph client again' });
    const user = await create();
    await client
      .api(`/groups/${id}/members/$ref`)
      .post({ '@odata.id': `${lab.tenant.origin}/v1.0/directoryObjects/${user.id}` });
    const { value } = await client.api(`/groups/${id}/members`).get();
    expect(value).toMatchObject([{ '@odata.type': '#microsoft.graph.user', id: user.id }]);
    expect(await client.api(`/groups/${id}`).get()).toMatchObject({ displayName: 'Graph client again' });
  });

  test('a refusal becomes an error with the code, the status and the request of the reply', async () => {
    const refused = await client
      .api('/users')
      .post({ ...newUser(), accountEnabled: undefined })
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(GraphError);
    expect(refused).toMatchObject({
      statusCode: 400,
      code: 'Request_BadRequest',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      date: expect.any(Date),
    });
  });

  test('a page that is refused for its number is asked for again after the time that the reply names', async () => {
    await lab.lab.setFaults([
      { match: { method: 'GET', path: '/v1.0/users' }, fault: { kind: 'status', status: 429, retryAfter: '1' } },
    ]);
    const start = performance.now();
    expect((await client.api('/users').top(1).get()).value).toHaveLength(1);
    expect(performance.now() - start).toBeGreaterThan(900);
  });
});

test('learn.microsoft.com/graph/sdks/paging: the pages of a list hold everybody once', async () => {
  for (let count = 0; count < 7; count += 1) await create();
  const { entries } = await iterate('/users?$top=3&$select=id');
  expect(entries.map(({ id }) => id).toSorted()).toEqual((await lab.lab.state()).users.map(({ id }) => id).toSorted());
});

test('learn.microsoft.com/graph/sdks/batch-requests: what depends on another waits for it', async () => {
  const user = newUser();
  const json = { 'Content-Type': 'application/json' };
  const url = (path: string) => `${lab.tenant.origin}${path}`;
  const content = new BatchRequestContent([
    { id: 'make', request: new Request(url('/users'), { method: 'POST', headers: json, body: JSON.stringify(user) }) },
    { id: 'read', dependsOn: ['make'], request: new Request(url(`/users/${String(user.userPrincipalName)}`)) },
    { id: 'nobody', dependsOn: ['read'], request: new Request(url('/users/nobody@contoso.test')) },
  ]);
  const responses = new BatchResponseContent(await client.api('/$batch').post(await content.getContent()));
  expect(responses.getResponseById('make').status).toBe(201);
  expect(await responses.getResponseById('read').json()).toMatchObject({ displayName: user.displayName });
  expect(responses.getResponseById('nobody').status).toBe(404);
});

test('learn.microsoft.com/graph/delta-query-overview: a round, a change, the change', async () => {
  const first = await iterate('/users/delta?$select=displayName');
  expect(first.entries).toHaveLength((await lab.lab.state()).users.length);
  const user = await create({ displayName: 'New' });
  const second = await iterate(String(first.deltaLink));
  expect(second.entries).toEqual([{ id: user.id, displayName: 'New' }]);
  await client.api(`/users/${user.id}`).delete();
  expect((await iterate(String(second.deltaLink))).entries).toEqual([
    { id: user.id, '@removed': { reason: 'changed' } },
  ]);
});
