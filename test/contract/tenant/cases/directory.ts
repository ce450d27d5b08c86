/** What a tenant is, what is in it whatever its type, and what was deleted from it. */
import { expect } from 'vitest';
import type { DocumentedCase } from '../documented-case.ts';
import { type GraphUnderTest, valuesOf } from '../graph-under-test.ts';
import { collection } from './replies.ts';

const needs = ['User.ReadWrite.All'];
const inBin = 'directory/deletedItems';

export const directoryCases: readonly DocumentedCase[] = [
  {
    page: 'organization-list',
    route: 'GET organization',
    needs: ['Organization.Read.All'],
    run: async (graph) => {
      const reply = await graph.get('organization');
      expect(reply).toMatchObject({
        status: 200,
        json: {
          '@odata.context': `${graph.place.origin}/v1.0/$metadata#organization`,
          value: [{ id: graph.place.tenantId, verifiedDomains: expect.any(Array) }],
        },
      });
    },
  },
  {
    page: 'organization-get',
    route: 'GET organization/{id}',
    needs: ['Organization.Read.All'],
    run: async (graph) => {
      const { tenantId } = graph.place;
      expect(await graph.get(`organization/${tenantId}`)).toMatchObject({ status: 200, json: { id: tenantId } });
    },
  },
  {
    page: 'domain-list',
    route: 'GET domains',
    needs: ['Domain.Read.All'],
    run: async (graph) =>
      expect(await graph.get('domains')).toMatchObject(collection([{ id: graph.place.domain, isVerified: true }])),
  },
  {
    page: 'domain-get',
    route: 'GET domains/{id}',
    needs: ['Domain.Read.All'],
    run: async (graph) => {
      const { domain } = graph.place;
      const reply = await graph.get(`domains/${domain}`);
      expect(reply).toMatchObject({ status: 200, json: { id: domain, authenticationType: expect.any(String) } });
    },
  },
  {
    page: 'directoryobject-get',
    route: 'GET directoryObjects/{id}',
    needs: [...needs, 'Directory.Read.All'],
    run: async (graph) => {
      const id = await graph.makeUser();
      expect(await graph.get(`directoryObjects/${id}`)).toMatchObject({
        status: 200,
        json: { '@odata.type': '#microsoft.graph.user', id },
      });
    },
  },
  {
    page: 'directoryobject-getbyids',
    route: 'POST directoryObjects/getByIds',
    needs: [...needs, 'Directory.Read.All'],
    run: async (graph) => {
      const id = await graph.makeUser();
      const reply = await graph.send('POST', 'directoryObjects/getByIds', { ids: [id], types: ['user'] });
      expect(reply).toMatchObject(collection([{ '@odata.type': '#microsoft.graph.user', id }]));
    },
  },
  {
    page: 'directory-deleteditems-get',
    route: `GET ${inBin}/{idOrCast}`,
    needs,
    run: async (graph) => {
      const id = await deletedUser(graph);
      expect(await graph.get(`${inBin}/${id}`)).toMatchObject({ status: 200, json: { id } });
      const list = await graph.get(`${inBin}/microsoft.graph.user?$filter=id eq '${id}'`);
      expect(list).toMatchObject(collection([{ id }]));
    },
  },
  {
    page: 'directory-deleteditems-restore',
    route: `POST ${inBin}/{idOrCast}/restore`,
    needs,
    run: async (graph) => {
      const id = await deletedUser(graph);
      const reply = await graph.send('POST', `${inBin}/${id}/restore`);
      expect(reply).toMatchObject({ status: 200, json: { id } });
      await graph.eventually(
        () => graph.get(`users/${id}`),
        ({ status }) => expect(status).toBe(200),
      );
    },
  },
  {
    page: 'directory-deleteditems-delete',
    route: `DELETE ${inBin}/{idOrCast}`,
    needs,
    run: async (graph) => {
      const id = await deletedUser(graph);
      expect(await graph.remove(`${inBin}/${id}`)).toMatchObject({ status: 204, text: '' });
      await graph.eventually(
        () => graph.get(`${inBin}/${id}`),
        ({ status }) => expect(status).toBe(404),
      );
    },
  },
];

async function deletedUser(graph: GraphUnderTest): Promise<string> {
  const id = await graph.makeUser();
  expect((await graph.remove(`users/${id}`)).status).toBe(204);
  await graph.eventually(
    () => graph.get(`${inBin}/${id}`),
    (reply) => expect(valuesOf(reply).id).toBe(id),
  );
  return id;
}
