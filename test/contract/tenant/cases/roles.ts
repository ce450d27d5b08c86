/** Directory roles and who holds them, and who a person is. */
import { expect } from 'vitest';
import { seed } from '../../../lab/tenant/seed.ts';
import { signInPerson } from '../../../lab/tenant/testing/sign-in-person.ts';
import type { DocumentedCase } from '../documented-case.ts';
import { type GraphUnderTest, valuesOf } from '../graph-under-test.ts';
import { collection } from './replies.ts';

const needs = ['RoleManagement.ReadWrite.Directory', 'User.ReadWrite.All'];
const assignments = 'roleManagement/directory/roleAssignments';
/** learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference */
const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';
const directoryReaders = '88d8e3e3-8f55-4a1e-953a-9b9898b8876b';

export const roleCases: readonly DocumentedCase[] = [
  {
    page: 'directoryrole-list',
    route: 'GET directoryRoles',
    needs,
    run: async (graph) =>
      expect(await graph.get('directoryRoles')).toMatchObject(collection([{ roleTemplateId: globalAdministrator }])),
  },
  ...[`directoryRoles/{id}`, `directoryRoles(roleTemplateId)/{id}`].flatMap((template): readonly DocumentedCase[] => {
    const pathOf = async (graph: GraphUnderTest) => {
      const byTemplate = `directoryRoles(roleTemplateId='${globalAdministrator}')`;
      if (template.includes('(')) return byTemplate;
      return `directoryRoles/${valuesOf(await graph.get(byTemplate)).id}`;
    };
    return [
      {
        page: 'directoryrole-get',
        route: `GET ${template}`,
        needs,
        run: async (graph) => {
          const reply = await graph.get(await pathOf(graph));
          expect(reply).toMatchObject({ status: 200, json: { roleTemplateId: globalAdministrator } });
        },
      },
      {
        page: 'directoryrole-list-members',
        route: `GET ${template}/members`,
        needs,
        run: async (graph) => {
          const reply = await graph.get(`${await pathOf(graph)}/members`);
          expect(reply).toMatchObject({ status: 200, json: { value: expect.any(Array) } });
          // A tenant has somebody who administers it.
          expect(valuesOf(reply).value).not.toEqual([]);
        },
      },
    ];
  }),
  {
    page: 'rbacapplication-post-roleassignments',
    route: `POST ${assignments}`,
    needs,
    run: async (graph) => void (await assign(graph)),
  },
  {
    page: 'rbacapplication-list-roleassignments',
    route: `GET ${assignments}`,
    needs,
    run: async (graph) => {
      const { id, principalId } = await assign(graph);
      await graph.eventually(
        () => graph.get(`${assignments}?$filter=principalId eq '${principalId}'`),
        (reply) => expect(reply).toMatchObject(collection([{ id, roleDefinitionId: directoryReaders }])),
      );
    },
  },
  {
    page: 'unifiedroleassignment-get',
    route: `GET ${assignments}/{id}`,
    needs,
    run: async (graph) => {
      const { id, principalId } = await assign(graph);
      await graph.eventually(
        () => graph.get(`${assignments}/${id}`),
        (reply) => expect(reply).toMatchObject({ status: 200, json: { id, principalId } }),
      );
    },
  },
  {
    page: 'unifiedroleassignment-delete',
    route: `DELETE ${assignments}/{id}`,
    needs,
    run: async (graph) => {
      const { id } = await assign(graph);
      expect(await graph.remove(`${assignments}/${id}`)).toMatchObject({ status: 204, text: '' });
    },
  },
  ...['', '/memberOf', '/memberOf/{cast}', '/transitiveMemberOf', '/transitiveMemberOf/{cast}'].map(
    (relation): DocumentedCase => ({
      page: relation === '' ? 'user-get' : `user-list-${relation.split('/')[1]?.toLowerCase()}`,
      route: `GET me${relation}`,
      needs: [],
      onlyInLab: 'a person would have to sign in',
      run: async (graph) => {
        const headers = await signInPerson(graph.lab(), 'User.Read');
        const reply = await graph.get(`me${relation.replace('{cast}', 'microsoft.graph.directoryRole')}`, headers);
        if (relation === '') expect(reply).toMatchObject({ status: 200, json: { id: seed.administrator.id } });
        else expect(reply).toMatchObject(collection([{ roleTemplateId: globalAdministrator }]));
      },
    }),
  ),
];

async function assign(graph: GraphUnderTest): Promise<{ readonly id: unknown; readonly principalId: string }> {
  const principalId = await graph.makeUser();
  const body = { roleDefinitionId: directoryReaders, principalId, directoryScopeId: '/' };
  const reply = await graph.send('POST', assignments, body);
  expect(reply).toMatchObject({ status: 201, json: body });
  const { id } = valuesOf(reply);
  // Whoever holds a role is protected, also from being deleted.
  graph.willRemove(`${assignments}/${id}`);
  return { id, principalId };
}
