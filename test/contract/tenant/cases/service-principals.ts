/** Service principals and what they are permitted. */
import { expect } from 'vitest';
import type { DocumentedCase } from '../documented-case.ts';
import { type GraphUnderTest, valuesOf } from '../graph-under-test.ts';
import { byIdAndAppId } from './applications.ts';
import { collection } from './replies.ts';

const needs = ['Application.ReadWrite.All'];
const needsToGrant = [...needs, 'AppRoleAssignment.ReadWrite.All'];
const graphAppId = '00000003-0000-0000-c000-000000000000';
/** User.Read.All as an application permission. learn.microsoft.com/graph/permissions-reference */
const userReadAll = 'df021288-bdef-4463-88db-98f22de89214';
const at = 'servicePrincipals/{id}/appRoleAssignments';

export const servicePrincipalCases: readonly DocumentedCase[] = [
  {
    page: 'serviceprincipal-post-serviceprincipals',
    route: 'POST servicePrincipals',
    needs,
    run: async (graph) => void (await makePrincipal(graph)),
  },
  {
    page: 'serviceprincipal-list',
    route: 'GET servicePrincipals',
    needs,
    run: async (graph) => {
      const reply = await graph.get(`servicePrincipals?$filter=appId eq '${graphAppId}'`);
      expect(reply).toMatchObject(collection([{ appId: graphAppId, displayName: 'Microsoft Graph' }]));
    },
  },
  ...byIdAndAppId('serviceprincipal', 'servicePrincipals', makePrincipal),
  {
    page: 'serviceprincipal-post-approleassignments',
    route: `POST ${at}`,
    needs: needsToGrant,
    run: async (graph) => void (await grant(graph)),
  },
  {
    page: 'serviceprincipal-list-approleassignments',
    route: `GET ${at}`,
    needs: needsToGrant,
    run: async (graph) => {
      const { path, id } = await grant(graph);
      await graph.eventually(
        () => graph.get(path),
        (reply) => expect(reply).toMatchObject(collection([{ id, appRoleId: userReadAll }])),
      );
    },
  },
  {
    page: 'serviceprincipal-delete-approleassignments',
    route: `DELETE ${at}/{assignmentId}`,
    needs: needsToGrant,
    run: async (graph) => {
      const { path, id } = await grant(graph);
      expect(await graph.remove(`${path}/${id}`)).toMatchObject({ status: 204, text: '' });
    },
  },
];

export async function makePrincipal(graph: GraphUnderTest): Promise<{ readonly id: string; readonly appId: string }> {
  const { appId } = await graph.makeApplication();
  const reply = await graph.eventually(
    () => graph.send('POST', 'servicePrincipals', { appId }),
    (made) => expect(made).toMatchObject({ status: 201, json: { appId, servicePrincipalType: 'Application' } }),
  );
  const id = String(valuesOf(reply).id);
  graph.willRemove(`servicePrincipals/${id}`);
  await graph.eventually(
    () => graph.get(`servicePrincipals/${id}`),
    ({ status }) => expect(status).toBe(200),
  );
  return { id, appId };
}

async function grant(graph: GraphUnderTest): Promise<{ readonly path: string; readonly id: unknown }> {
  const { id: principalId } = await makePrincipal(graph);
  const found = await graph.get(`servicePrincipals(appId='${graphAppId}')?$select=id`);
  const resourceId = valuesOf(found).id;
  const path = `servicePrincipals/${principalId}/appRoleAssignments`;
  const reply = await graph.send('POST', path, { principalId, resourceId, appRoleId: userReadAll });
  expect(reply).toMatchObject({ status: 201, json: { principalId, resourceId, appRoleId: userReadAll } });
  return { path, id: valuesOf(reply).id };
}
