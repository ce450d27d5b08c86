/** Contacts, which Graph shows and nobody can make through it: a real tenant may have none. */
import { expect } from 'vitest';
import type { DocumentedCase } from '../documented-case.ts';
import type { GraphUnderTest } from '../graph-under-test.ts';
import { collection } from './replies.ts';
import { expectCount } from './users.ts';

const needs = ['OrgContact.Read.All', 'Group.ReadWrite.All'];
const onlyInLab = 'no contact can be made through Graph';

export const contactCases: readonly DocumentedCase[] = [
  {
    page: 'orgcontact-list',
    route: 'GET contacts',
    needs,
    run: async (graph) => {
      const reply = await graph.get('contacts');
      expect(reply).toMatchObject({ status: 200, json: { value: expect.any(Array) } });
    },
  },
  {
    page: 'orgcontact-list',
    route: 'GET contacts/$count',
    needs,
    run: async (graph) => expectCount(graph, 'contacts/$count'),
  },
  {
    page: 'orgcontact-get',
    route: 'GET contacts/{id}',
    needs,
    onlyInLab,
    run: async (graph) => {
      const id = await putContact(graph);
      expect(await graph.get(`contacts/${id}`)).toMatchObject({ status: 200, json: { id, displayName: 'Outside' } });
    },
  },
  ...(['memberOf', 'transitiveMemberOf'] as const).flatMap((relation) =>
    ['', '/{cast}'].map(
      (cast): DocumentedCase => ({
        page: `orgcontact-list-${relation.toLowerCase()}`,
        route: `GET contacts/{id}/${relation}${cast}`,
        needs,
        onlyInLab,
        run: async (graph) => {
          const contact = await putContact(graph);
          const group = await graph.makeGroup();
          graph.lab().tenant.state.directory.members.add(group, contact);
          const reply = await graph.get(`contacts/${contact}/${relation}${cast && '/microsoft.graph.group'}`);
          expect(reply).toMatchObject(collection([{ id: group }]));
        },
      }),
    ),
  ),
];

async function putContact(graph: GraphUnderTest): Promise<string> {
  const [id = ''] = await graph.lab().lab.putObjects([{ kind: 'contact', values: { displayName: 'Outside' } }]);
  return id;
}
