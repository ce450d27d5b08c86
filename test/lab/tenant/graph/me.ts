/** `/me`: the person whose token it is. learn.microsoft.com/graph/api/user-get */
import type { TenantReply } from '../http/exchange.ts';
import type { ObjectRecord } from '../state/snapshot.ts';
import { transitiveSources } from '../state/transitive-links.ts';
import { readEntity } from './entity-set.ts';
import { entityTypes } from './entity-types.ts';
import { graphRefusals } from './graph-refusal.ts';
import { graphRefusalReply } from './graph-reply.ts';
import type { GraphCall, GraphRoute } from './graph-route.ts';
import { listIds } from './linked-objects.ts';

/** People need a scope to read about themselves; an application is told by the answer that it is nobody. */
const ownOperations: GraphRoute['operations'] = (_payload, { caller }) =>
  caller.userId === undefined ? [] : ['read me'];

export const meRoutes: readonly GraphRoute[] = [
  {
    method: 'GET',
    template: 'me',
    operations: ownOperations,
    answer: withMe((call, user) => readEntity(call, entityTypes.user, user)),
  },
  ...['me/memberOf', 'me/memberOf/{cast}'].map(
    (template): GraphRoute => ({
      method: 'GET',
      template,
      operations: ownOperations,
      answer: withMe((call, user) =>
        listIds(call, call.state.directory.members.sourcesOf(user.id), call.parameters.cast),
      ),
    }),
  ),
  ...['me/transitiveMemberOf', 'me/transitiveMemberOf/{cast}'].map(
    (template): GraphRoute => ({
      method: 'GET',
      template,
      operations: ownOperations,
      readUnits: 5,
      answer: withMe((call, user) =>
        listIds(call, transitiveSources(call.state.directory.members, user.id), call.parameters.cast),
      ),
    }),
  ),
];

/** Graph knows no permission with which an application would be somebody. */
function withMe(answer: (call: GraphCall, user: ObjectRecord) => TenantReply): GraphRoute['answer'] {
  return (call) => {
    const { userId } = call.caller;
    if (userId === undefined) return graphRefusalReply(call.request, graphRefusals.meNeedsPerson());
    const user = call.state.users.visible(userId);
    if (user === undefined) return graphRefusalReply(call.request, graphRefusals.resourceNotFound(userId));
    return answer(call, user);
  };
}
