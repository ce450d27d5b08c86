/** The groups and roles that an object belongs to, itself or by way of other groups. learn.microsoft.com/graph/api/user-list-memberof */
import type { TenantReply } from '../http/exchange.ts';
import type { LinkSet } from '../state/link-set.ts';
import type { ObjectRecord } from '../state/snapshot.ts';
import type { TenantState } from '../state/tenant-state.ts';
import { transitiveSources } from '../state/transitive-links.ts';
import { graphRefusals } from './graph-refusal.ts';
import { graphRefusalReply } from './graph-reply.ts';
import type { GraphCall, GraphRoute } from './graph-route.ts';
import { listIds } from './linked-objects.ts';
import { findVisibleUser } from './users.ts';

const transitiveReadUnits = 5;

export const memberOfRoutes: readonly GraphRoute[] = [
  ...routesOf('users', findVisibleUser),
  ...routesOf('groups', (state, id) => state.groups.visible(id.toLowerCase())),
  ...routesOf('contacts', (state, id) => state.contacts.visible(id.toLowerCase())),
];

type Find = (state: TenantState, id: string) => ObjectRecord | undefined;

function routesOf(set: string, find: Find): readonly GraphRoute[] {
  const answering =
    (ids: (members: LinkSet, id: string) => readonly string[]): GraphRoute['answer'] =>
    (call) =>
      answerWith(call, find, ids);
  return [
    {
      method: 'GET',
      template: `${set}/{id}/memberOf`,
      operations: () => ['read members'],
      answer: answering((members, id) => members.sourcesOf(id)),
    },
    {
      method: 'GET',
      template: `${set}/{id}/memberOf/{cast}`,
      operations: () => ['read members'],
      answer: answering((members, id) => members.sourcesOf(id)),
    },
    {
      method: 'GET',
      template: `${set}/{id}/transitiveMemberOf`,
      operations: () => ['read members'],
      readUnits: transitiveReadUnits,
      answer: answering(transitiveSources),
    },
    {
      method: 'GET',
      template: `${set}/{id}/transitiveMemberOf/{cast}`,
      operations: () => ['read members'],
      readUnits: transitiveReadUnits,
      answer: answering(transitiveSources),
    },
  ];
}

function answerWith(
  call: GraphCall,
  find: Find,
  ids: (members: LinkSet, id: string) => readonly string[],
): TenantReply {
  const { id = '', cast } = call.parameters;
  const object = find(call.state, id);
  if (object === undefined) return graphRefusalReply(call.request, graphRefusals.resourceNotFound(id));
  return listIds(call, ids(call.state.directory.members, object.id), cast);
}
