/** Who owns an application. */
import { expect } from 'vitest';
import type { DocumentedCase } from '../documented-case.ts';
import type { GraphUnderTest } from '../graph-under-test.ts';
import { collection, reference } from './replies.ts';

const needs = ['Application.ReadWrite.All', 'User.ReadWrite.All'];

interface Application {
  readonly id: string;
  readonly appId: string;
}

const addresses = [
  { at: 'applications/{id}/owners', pathOf: ({ id }: Application) => `applications/${id}/owners` },
  {
    at: 'applications(appId)/{id}/owners',
    pathOf: ({ appId }: Application) => `applications(appId='${appId}')/owners`,
  },
];

export const applicationOwnerCases: readonly DocumentedCase[] = addresses.flatMap(
  ({ at, pathOf }): readonly DocumentedCase[] => {
    const addOwner = async (graph: GraphUnderTest) => {
      const path = pathOf(await graph.makeApplication());
      const owner = await graph.makeUser();
      await graph.eventually(
        () => graph.send('POST', `${path}/$ref`, reference(graph, owner)),
        (reply) => expect(reply).toMatchObject({ status: 204, text: '' }),
      );
      return { path, owner };
    };
    return [
      {
        page: 'application-post-owners',
        route: `POST ${at}/$ref`,
        needs,
        run: async (graph) => void (await addOwner(graph)),
      },
      {
        page: 'application-list-owners',
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
        page: 'application-delete-owners',
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
