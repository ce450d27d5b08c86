/** Delta queries: what changed since a client last asked. */
import { expect } from 'vitest';
import type { Reply } from '../../../lab/tenant/testing/tenant-for-tests.ts';
import type { DocumentedCase } from '../documented-case.ts';
import { type GraphUnderTest, valuesOf } from '../graph-under-test.ts';

/** The same function, called by each of its names. */
const spellings = ['delta', 'delta()', 'microsoft.graph.delta', 'microsoft.graph.delta()'] as const;

export const changeCases: readonly DocumentedCase[] = [
  ...spellings.map(
    (spelling): DocumentedCase => ({
      page: 'user-delta',
      route: `GET users/${spelling}`,
      needs: ['User.ReadWrite.All'],
      run: async (graph) => {
        const deltaLink = await startNow(graph, `users/${spelling}`);
        const id = await graph.makeUser();
        await expectRound(graph, deltaLink, id);
      },
    }),
  ),
  ...spellings.map(
    (spelling): DocumentedCase => ({
      page: 'group-delta',
      route: `GET groups/${spelling}`,
      needs: ['Group.ReadWrite.All'],
      run: async (graph) => {
        const deltaLink = await startNow(graph, `groups/${spelling}`);
        const id = await graph.makeGroup();
        await expectRound(graph, deltaLink, id);
      },
    }),
  ),
  ...spellings.map(
    (spelling): DocumentedCase => ({
      page: 'orgcontact-delta',
      route: `GET contacts/${spelling}`,
      needs: ['OrgContact.Read.All'],
      run: async (graph) => void (await startNow(graph, `contacts/${spelling}`)),
    }),
  ),
];

/** `$deltatoken=latest` answers no objects and the link of a round that begins now. */
async function startNow(graph: GraphUnderTest, path: string): Promise<string> {
  const reply = await graph.get(`${path}?$deltatoken=latest`);
  expect(reply).toMatchObject({ status: 200, json: { value: [], '@odata.deltaLink': expect.any(String) } });
  return String(valuesOf(reply)['@odata.deltaLink']);
}

async function expectRound(graph: GraphUnderTest, deltaLink: string, id: string): Promise<void> {
  const path = deltaLink.slice(deltaLink.indexOf('/v1.0/') + '/v1.0/'.length);
  await graph.eventually(
    () => graph.get(path),
    (reply: Reply) => {
      expect(reply.status, reply.text).toBe(200);
      expect(reply.text).toContain(id);
    },
  );
}
