/** Groups, their members and their owners. */
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { DocumentedCase } from '../documented-case.ts';
import { type GraphUnderTest, valuesOf } from '../graph-under-test.ts';
import { collection, reference } from './replies.ts';
import { expectCount } from './users.ts';

const needs = ['User.ReadWrite.All', 'Group.ReadWrite.All'];

export const groupCases: readonly DocumentedCase[] = [
  {
    page: 'group-post-groups',
    route: 'POST groups',
    needs,
    run: async (graph) => {
      const body = graph.newGroup({ description: 'Self help community for library' });
      const reply = await graph.send('POST', 'groups', body);
      expect(reply.status, reply.text).toBe(201);
      const { id } = valuesOf(reply);
      graph.willRemove(`groups/${id}`);
      expect(reply.json).toMatchObject({
        '@odata.context': `${graph.place.origin}/v1.0/$metadata#groups/$entity`,
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        ...body,
        groupTypes: [],
        mail: null,
        onPremisesSyncEnabled: null,
        securityIdentifier: expect.stringMatching(/^S-1-12-1-/),
      });
    },
  },
  {
    page: 'group-get',
    route: 'GET groups/{id}',
    needs,
    run: async (graph) => {
      const id = await graph.makeGroup({ description: 'All the staff' });
      const reply = await graph.get(`groups/${id}?$select=id,description`);
      expect(reply).toMatchObject({ status: 200, json: { id, description: 'All the staff' } });
    },
  },
  {
    page: 'group-list',
    route: 'GET groups',
    needs,
    run: async (graph) => {
      const displayName = graph.newName();
      const id = await graph.makeGroup({ displayName });
      await graph.eventually(
        () => graph.get(`groups?$filter=displayName eq '${displayName}'&$select=id`),
        (reply) => expect(reply).toMatchObject({ status: 200, json: { value: [{ id }] } }),
      );
    },
  },
  { page: 'group-list', route: 'GET groups/$count', needs, run: async (graph) => expectCount(graph, 'groups/$count') },
  {
    page: 'group-update',
    route: 'PATCH groups/{id}',
    needs,
    run: async (graph) => {
      const id = await graph.makeGroup();
      const change = { description: 'Contoso Life v2.0' };
      expect(await graph.send('PATCH', `groups/${id}`, change)).toMatchObject({ status: 204, text: '' });
      await graph.eventually(
        () => graph.get(`groups/${id}?$select=description`),
        (reply) => expect(reply.json).toMatchObject(change),
      );
    },
  },
  {
    page: 'group-delete',
    route: 'DELETE groups/{id}',
    needs,
    run: async (graph) => {
      const id = await graph.makeGroup();
      expect(await graph.remove(`groups/${id}`)).toMatchObject({ status: 204, text: '' });
      await graph.eventually(
        () => graph.get(`groups/${id}`),
        ({ status }) => expect(status).toBe(404),
      );
    },
  },
  {
    page: 'group-upsert',
    route: 'PATCH groups(uniqueName)/{uniqueName}',
    needs,
    run: async (graph) => void (await upsertGroup(graph)),
  },
  {
    page: 'group-get',
    route: 'GET groups(uniqueName)/{uniqueName}',
    needs,
    run: async (graph) => {
      const { path, id } = await upsertGroup(graph);
      await graph.eventually(
        () => graph.get(`${path}?$select=id`),
        (reply) => expect(reply).toMatchObject({ status: 200, json: { id } }),
      );
    },
  },
  ...(['members', 'owners'] as const).flatMap(relationCases),
  {
    page: 'group-list-transitivemembers',
    route: 'GET groups/{id}/transitiveMembers',
    needs,
    run: async (graph) => expectNested(graph, ''),
  },
  {
    page: 'group-list-transitivemembers',
    route: 'GET groups/{id}/transitiveMembers/{cast}',
    needs,
    run: async (graph) => expectNested(graph, '/microsoft.graph.user'),
  },
  {
    // The page warns of it: without `$ref` it is the member itself that is deleted.
    page: 'group-delete-members',
    route: 'DELETE groups/{id}/members/{memberId}',
    needs,
    run: async (graph) => {
      const { group, user } = await link(graph, 'members');
      await graph.eventually(
        () => graph.remove(`groups/${group}/members/${user}`),
        ({ status }) => expect(status).toBe(204),
      );
      await graph.eventually(
        () => graph.get(`users/${user}`),
        ({ status }) => expect(status).toBe(404),
      );
    },
  },
  ...(['memberOf', 'transitiveMemberOf'] as const).flatMap((relation) =>
    ['', '/{cast}'].map(
      (cast): DocumentedCase => ({
        page: `group-list-${relation.toLowerCase()}`,
        route: `GET groups/{id}/${relation}${cast}`,
        needs,
        run: async (graph) => {
          const [outer, inner] = [await graph.makeGroup(), await graph.makeGroup()];
          const added = await graph.send('POST', `groups/${outer}/members/$ref`, reference(graph, inner));
          expect(added.status, added.text).toBe(204);
          await graph.eventually(
            () => graph.get(`groups/${inner}/${relation}${cast && '/microsoft.graph.group'}`),
            (reply) => {
              expect(reply.status).toBe(200);
              expect(reply.text).toContain(outer);
            },
          );
        },
      }),
    ),
  ),
];

function relationCases(relation: 'members' | 'owners'): readonly DocumentedCase[] {
  const at = `groups/{id}/${relation}`;
  const listed = (cast: string) => async (graph: GraphUnderTest) => {
    const { group, user } = await link(graph, relation);
    await graph.eventually(
      () => graph.get(`groups/${group}/${relation}${cast}`),
      (reply) => expect(reply).toMatchObject(collection([{ id: user }])),
    );
  };
  return [
    { page: `group-list-${relation}`, route: `GET ${at}`, needs, run: listed('') },
    { page: `group-list-${relation}`, route: `GET ${at}/{cast}`, needs, run: listed('/microsoft.graph.user') },
    {
      page: `group-list-${relation}`,
      route: `GET ${at}/$count`,
      needs,
      run: async (graph) => expectCount(graph, `groups/${(await link(graph, relation)).group}/${relation}/$count`),
    },
    {
      page: `group-post-${relation}`,
      route: `POST ${at}/$ref`,
      needs,
      run: async (graph) => void (await link(graph, relation)),
    },
    {
      page: `group-delete-${relation}`,
      route: `DELETE ${at}/{targetId}/$ref`,
      needs,
      run: async (graph) => {
        const { group, user } = await link(graph, relation);
        // The last owner stays.
        const other = await graph.makeUser();
        const added = await graph.send('POST', `groups/${group}/${relation}/$ref`, reference(graph, other));
        expect(added.status, added.text).toBe(204);
        await graph.eventually(
          () => graph.remove(`groups/${group}/${relation}/${user}/$ref`),
          (reply) => expect(reply).toMatchObject({ status: 204, text: '' }),
        );
        await graph.eventually(
          () => graph.get(`groups/${group}/${relation}`),
          (reply) => expect(reply.text).not.toContain(user),
        );
      },
    },
  ];
}

async function link(
  graph: GraphUnderTest,
  relation: 'members' | 'owners',
): Promise<{ readonly group: string; readonly user: string }> {
  const [group, user] = [await graph.makeGroup(), await graph.makeUser()];
  await graph.eventually(
    () => graph.send('POST', `groups/${group}/${relation}/$ref`, reference(graph, user)),
    (reply) => expect(reply).toMatchObject({ status: 204, text: '' }),
  );
  return { group, user };
}

async function expectNested(graph: GraphUnderTest, cast: string): Promise<void> {
  const { group: inner, user } = await link(graph, 'members');
  const outer = await graph.makeGroup();
  const added = await graph.send('POST', `groups/${outer}/members/$ref`, reference(graph, inner));
  expect(added.status, added.text).toBe(204);
  await graph.eventually(
    () => graph.get(`groups/${outer}/transitiveMembers${cast}`),
    (reply) => expect(reply).toMatchObject(collection([{ id: user }])),
  );
}

async function upsertGroup(graph: GraphUnderTest): Promise<{ readonly path: string; readonly id: unknown }> {
  const path = `groups(uniqueName='${graph.place.prefix}${randomUUID()}')`;
  const create = { Prefer: 'create-if-missing' };
  const made = await graph.send('PATCH', path, graph.newGroup(), create);
  expect(made.status, made.text).toBe(201);
  const { id } = valuesOf(made);
  graph.willRemove(`groups/${id}`);
  await graph.eventually(
    () => graph.send('PATCH', path, { description: 'again' }, create),
    (reply) => expect(reply).toMatchObject({ status: 204, text: '' }),
  );
  return { path, id };
}
