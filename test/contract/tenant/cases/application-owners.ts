/** Who owns an application, and who its service principal. */
import { expect } from 'vitest';
import type { DocumentedCase } from '../documented-case.ts';
import type { GraphUnderTest } from '../graph-under-test.ts';
import { collection, reference } from './replies.ts';
import { makePrincipal } from './service-principals.ts';

const needs = ['Application.ReadWrite.All', 'User.ReadWrite.All'];

interface Owned {
  /** How its documentation pages begin. */
  readonly page: 'application' | 'serviceprincipal';
  readonly at: string;
  readonly makePath: (graph: GraphUnderTest) => Promise<string>;
}

const everyOwned: readonly Owned[] = [
  {
    page: 'application',
    at: 'applications/{id}/owners',
    makePath: async (graph) => `applications/${(await graph.makeApplication()).id}/owners`,
  },
  {
    page: 'application',
    at: 'applications(appId)/{id}/owners',
    makePath: async (graph) => `applications(appId='${(await graph.makeApplication()).appId}')/owners`,
  },
  {
    page: 'serviceprincipal',
    at: 'servicePrincipals/{id}/owners',
    makePath: async (graph) => `servicePrincipals/${(await makePrincipal(graph)).id}/owners`,
  },
  {
    page: 'serviceprincipal',
    at: 'servicePrincipals(appId)/{id}/owners',
    makePath: async (graph) => `servicePrincipals(appId='${(await makePrincipal(graph)).appId}')/owners`,
  },
];

export const applicationOwnerCases: readonly DocumentedCase[] = everyOwned.flatMap(
  ({ page, at, makePath }): readonly DocumentedCase[] => {
    const addOwner = async (graph: GraphUnderTest) => {
      const path = await makePath(graph);
      const owner = await graph.makeUser();
      await graph.eventually(
        () => graph.send('POST', `${path}/$ref`, reference(graph, owner)),
        (reply) => expect(reply).toMatchObject({ status: 204, text: '' }),
      );
      return { path, owner };
    };
    return [
      {
        page: `${page}-post-owners`,
        route: `POST ${at}/$ref`,
        needs,
        run: async (graph) => void (await addOwner(graph)),
      },
      {
        page: `${page}-list-owners`,
        route: `GET ${at}`,
        needs,
        run: async (graph) => {
          const { path, owner } = await addOwner(graph);
          await graph.eventually(
            () => graph.get(path),
            (reply) => expect(reply).toMatchObject(collection([{ id: owner }])),
          );
        },
      },
      {
        page: `${page}-delete-owners`,
        route: `DELETE ${at}/{ownerId}/$ref`,
        needs,
        run: async (graph) => {
          const { path, owner } = await addOwner(graph);
          await graph.eventually(
            () => graph.remove(`${path}/${owner}/$ref`),
            (reply) => expect(reply).toMatchObject({ status: 204, text: '' }),
          );
        },
      },
    ];
  },
);
