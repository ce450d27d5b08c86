/** Users, their managers and their groups. */
import { expect } from 'vitest';
import type { DocumentedCase } from '../documented-case.ts';
import { type GraphUnderTest, valuesOf } from '../graph-under-test.ts';
import { collection, reference } from './replies.ts';

const needs = ['User.ReadWrite.All'];
const needsGroups = [...needs, 'Group.ReadWrite.All'];

export const userCases: readonly DocumentedCase[] = [
  {
    page: 'user-post-users',
    route: 'POST users',
    needs,
    run: async (graph) => {
      const body = graph.newUser({ givenName: 'Adele' });
      const reply = await graph.send('POST', 'users', body);
      expect(reply.status, reply.text).toBe(201);
      const { id } = valuesOf(reply);
      graph.willRemove(`users/${id}`);
      expect(reply.json).toEqual({
        '@odata.context': `${graph.place.origin}/v1.0/$metadata#users/$entity`,
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        businessPhones: [],
        displayName: body.displayName,
        givenName: 'Adele',
        jobTitle: null,
        mail: null,
        mobilePhone: null,
        officeLocation: null,
        preferredLanguage: null,
        surname: null,
        userPrincipalName: body.userPrincipalName,
      });
    },
  },
  {
    page: 'user-get',
    route: 'GET users/{id}',
    needs,
    run: async (graph) => {
      const id = await graph.makeUser({ jobTitle: 'Auditor' });
      const reply = await graph.get(`users/${id}?$select=id,jobTitle,accountEnabled`);
      expect(reply).toMatchObject({ status: 200, json: { id, jobTitle: 'Auditor', accountEnabled: false } });
      expect(valuesOf(reply)['@odata.context']).toBe(
        `${graph.place.origin}/v1.0/$metadata#users(id,jobTitle,accountEnabled)/$entity`,
      );
    },
  },
  {
    page: 'user-list',
    route: 'GET users',
    needs,
    run: async (graph) => {
      const name = graph.newName();
      const id = await graph.makeUser({ displayName: name });
      await graph.eventually(
        () => graph.get(`users?$filter=displayName eq '${name}'&$select=id,displayName`),
        (reply) => expect(reply).toMatchObject({ status: 200, json: { value: [{ id, displayName: name }] } }),
      );
    },
  },
  {
    page: 'user-list',
    route: 'GET users/$count',
    needs,
    run: async (graph) => expectCount(graph, 'users/$count'),
  },
  {
    page: 'user-update',
    route: 'PATCH users/{id}',
    needs,
    run: async (graph) => {
      const id = await graph.makeUser();
      const change = { officeLocation: '18/2111', businessPhones: ['+1 425 555 0109'] };
      expect(await graph.send('PATCH', `users/${id}`, change)).toMatchObject({ status: 204, text: '' });
      await graph.eventually(
        () => graph.get(`users/${id}?$select=officeLocation,businessPhones`),
        (reply) => expect(reply.json).toMatchObject(change),
      );
    },
  },
  {
    page: 'user-delete',
    route: 'DELETE users/{id}',
    needs,
    run: async (graph) => {
      const id = await graph.makeUser();
      expect(await graph.remove(`users/${id}`)).toMatchObject({ status: 204, text: '' });
      await graph.eventually(
        () => graph.get(`users/${id}`),
        (reply) => expect(reply).toMatchObject({ status: 404, json: { error: { code: 'Request_ResourceNotFound' } } }),
      );
    },
  },
  {
    page: 'user-post-manager',
    route: 'PUT users/{id}/manager/$ref',
    needs,
    run: async (graph) => void (await makeReport(graph)),
  },
  {
    page: 'user-list-manager',
    route: 'GET users/{id}/manager',
    needs,
    run: async (graph) => {
      const { report, manager } = await makeReport(graph);
      await graph.eventually(
        () => graph.get(`users/${report}/manager`),
        (reply) =>
          expect(reply).toMatchObject({ status: 200, json: { '@odata.type': '#microsoft.graph.user', id: manager } }),
      );
    },
  },
  {
    page: 'user-list-directreports',
    route: 'GET users/{id}/directReports',
    needs,
    run: async (graph) => {
      const { report, manager } = await makeReport(graph);
      await graph.eventually(
        () => graph.get(`users/${manager}/directReports`),
        (reply) => expect(reply).toMatchObject(collection([{ '@odata.type': '#microsoft.graph.user', id: report }])),
      );
    },
  },
  {
    page: 'user-delete-manager',
    route: 'DELETE users/{id}/manager/$ref',
    needs,
    run: async (graph) => {
      const { report } = await makeReport(graph);
      await graph.eventually(
        () => graph.get(`users/${report}/manager`),
        ({ status }) => expect(status).toBe(200),
      );
      expect(await graph.remove(`users/${report}/manager/$ref`)).toMatchObject({ status: 204, text: '' });
      await graph.eventually(
        () => graph.get(`users/${report}/manager`),
        ({ status }) => expect(status).toBe(404),
      );
    },
  },
  ...(['memberOf', 'transitiveMemberOf'] as const).flatMap((relation): readonly DocumentedCase[] =>
    ['', '/{cast}'].map((cast) => ({
      page: `user-list-${relation.toLowerCase()}`,
      route: `GET users/{id}/${relation}${cast}`,
      needs: needsGroups,
      run: async (graph) => {
        const [user, group] = [await graph.makeUser(), await graph.makeGroup()];
        const added = await graph.send('POST', `groups/${group}/members/$ref`, reference(graph, user));
        expect(added.status, added.text).toBe(204);
        await graph.eventually(
          () => graph.get(`users/${user}/${relation}${cast && '/microsoft.graph.group'}`),
          (reply) => {
            expect(reply.status).toBe(200);
            expect(reply.text).toContain(group);
          },
        );
      },
    })),
  ),
];

async function makeReport(graph: GraphUnderTest): Promise<{ readonly report: string; readonly manager: string }> {
  const [report, manager] = [await graph.makeUser(), await graph.makeUser()];
  const body = { '@odata.id': `${graph.place.origin}/v1.0/users/${manager}` };
  expect(await graph.send('PUT', `users/${report}/manager/$ref`, body)).toMatchObject({ status: 204, text: '' });
  return { report, manager };
}

/** A count is plain text, and an advanced query. */
export async function expectCount(graph: GraphUnderTest, path: string): Promise<void> {
  const reply = await graph.get(path, { ConsistencyLevel: 'eventual' });
  expect(reply.status, reply.text).toBe(200);
  expect(reply.text).toMatch(/^\uFEFF?\d+$/);
}
