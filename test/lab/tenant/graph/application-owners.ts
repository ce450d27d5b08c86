/** `/applications/{id}/owners` and the same of service principals: whoever creates an application owns it, until they are removed. learn.microsoft.com/graph/api/application-delete-owners */
import type { TenantReply } from '../http/exchange.ts';
import type { ObjectRecord } from '../state/snapshot.ts';
import { withApplication, withOwnApplication } from './applications.ts';
import { graphRefusals } from './graph-refusal.ts';
import { graphRefusalReply, noContent } from './graph-reply.ts';
import type { GraphCall, GraphRoute } from './graph-route.ts';
import { listLinked } from './linked-objects.ts';
import { readReference } from './object-reference.ts';
import { withServicePrincipal } from './service-principals.ts';

export const applicationOwnerRoutes: readonly GraphRoute[] = [
  'applications/{id}/owners',
  'applications(appId)/{id}/owners',
].flatMap((at): readonly GraphRoute[] => [
  {
    method: 'GET',
    template: at,
    operations: () => ['read applications'],
    answer: withApplication((call, { id }) => listLinked(call, call.state.directory.owners, id, undefined)),
  },
  {
    method: 'POST',
    template: `${at}/$ref`,
    operations: () => ['write application'],
    answer: withOwnApplication(addOwner),
  },
  {
    method: 'DELETE',
    template: `${at}/{ownerId}/$ref`,
    operations: () => ['write application'],
    answer: withOwnApplication(removeOwner),
  },
  {
    method: 'GET',
    template: at.replace('applications', 'servicePrincipals'),
    operations: () => ['read applications'],
    answer: withServicePrincipal((call, { id }) => listLinked(call, call.state.directory.owners, id, undefined)),
  },
  {
    method: 'POST',
    template: `${at.replace('applications', 'servicePrincipals')}/$ref`,
    operations: () => ['write service principal'],
    answer: withServicePrincipal(addOwner),
  },
  {
    method: 'DELETE',
    template: `${at.replace('applications', 'servicePrincipals')}/{ownerId}/$ref`,
    operations: () => ['write service principal'],
    answer: withServicePrincipal(removeOwner),
  },
]);

function addOwner({ request, payload, state }: GraphCall, application: ObjectRecord): TenantReply {
  const object = readReference(payload, state);
  if (!object.ok) return graphRefusalReply(request, object.refusal);
  const { kind, record } = object.value;
  if (kind !== 'user' && kind !== 'servicePrincipal') {
    return graphRefusalReply(request, graphRefusals.referenceInvalid('owners'));
  }
  if (state.directory.owners.has(application.id, record.id)) {
    return graphRefusalReply(request, graphRefusals.referenceExists('owners'));
  }
  state.directory.owners.add(application.id, record.id);
  return noContent(request);
}

/** Unlike a group, an application may be left without any owner. */
function removeOwner({ request, state, parameters }: GraphCall, application: ObjectRecord): TenantReply {
  const { ownerId = '' } = parameters;
  const { owners } = state.directory;
  if (!owners.has(application.id, ownerId.toLowerCase())) {
    return graphRefusalReply(request, graphRefusals.resourceNotFound(ownerId));
  }
  owners.remove(application.id, ownerId.toLowerCase());
  return noContent(request);
}
