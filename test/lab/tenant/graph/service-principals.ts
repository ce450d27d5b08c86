/** `/servicePrincipals`: what applications are in this tenant. learn.microsoft.com/graph/api/resources/serviceprincipal */
import type { TenantReply } from '../http/exchange.ts';
import { newServicePrincipal } from '../state/service-principal-of.ts';
import type { ObjectRecord } from '../state/snapshot.ts';
import { createdReply, listEntities, readEntity } from './entity-set.ts';
import { entityTypes } from './entity-types.ts';
import { graphRefusals } from './graph-refusal.ts';
import { graphRefusalReply, noContent } from './graph-reply.ts';
import type { GraphCall, GraphRoute } from './graph-route.ts';
import { missingProperty, readChangedValues, seconds, withChangedValues } from './property-change.ts';
import { servicePrincipalProperties } from './service-principal-properties.ts';

const type = entityTypes.servicePrincipal;

export const servicePrincipalRoutes: readonly GraphRoute[] = [
  {
    method: 'GET',
    template: 'servicePrincipals',
    operations: () => ['read applications'],
    answer: (call) => listEntities(call, type),
  },
  {
    method: 'POST',
    template: 'servicePrincipals',
    operations: () => ['create application'],
    answer: createServicePrincipal,
  },
  ...['servicePrincipals/{id}', 'servicePrincipals(appId)/{id}'].flatMap((template): readonly GraphRoute[] => [
    {
      method: 'GET',
      template,
      operations: () => ['read applications'],
      answer: withServicePrincipal((call, principal) => readEntity(call, type, principal)),
    },
    { method: 'PATCH', template, operations: () => ['write service principal'], answer: updateOrCreate },
    {
      method: 'DELETE',
      template,
      operations: () => ['write service principal'],
      answer: withServicePrincipal(deleteServicePrincipal),
    },
  ]),
];

/** By object id or by the appId of its application. */
export function withServicePrincipal(
  answer: (call: GraphCall, principal: ObjectRecord) => TenantReply,
): GraphRoute['answer'] {
  return (call) => {
    const { id = '' } = call.parameters;
    const set = call.state.directory.sets.servicePrincipal;
    const known = set.get(id.toLowerCase()) ?? set.findBy('appId', id);
    const principal = known === undefined ? undefined : set.visible(known.id);
    if (principal === undefined) return graphRefusalReply(call.request, graphRefusals.resourceNotFound(id));
    return answer(call, principal);
  };
}

/** The application must be there, on the copy of the tenant that is asked too. */
function createServicePrincipal(call: GraphCall): TenantReply {
  const { request, state, payload } = call;
  const missing = missingProperty(payload, servicePrincipalProperties);
  if (missing !== undefined) return graphRefusalReply(request, graphRefusals.propertyRequired(missing.name));
  const rules = { table: servicePrincipalProperties, resource: 'ServicePrincipal', kind: 'create' } as const;
  const values = readChangedValues(payload, rules);
  if (!values.ok) return graphRefusalReply(request, values.refusal);
  const appId = String(values.value.appId).toLowerCase();
  const { application: applicationSet, servicePrincipal: principals } = state.directory.sets;
  const application = applicationSet.visible(applicationSet.findBy('appId', appId)?.id ?? '');
  const registration = state.applications.registration(appId);
  if (application === undefined || registration === undefined) {
    return graphRefusalReply(request, graphRefusals.noBackingApplication(appId));
  }
  const principal = withChangedValues(
    newServicePrincipal(state, application),
    { ...values.value, appId },
    servicePrincipalProperties,
  );
  const conflict = principals.conflictOf(principal);
  if (conflict !== undefined) return graphRefusalReply(request, graphRefusals.servicePrincipalTaken());
  principals.put(principal);
  state.applications.put({ ...registration, servicePrincipalId: principal.id });
  return createdReply(call, type, principal);
}

/** By appId and with the preference to create, a service principal that is not there is made. */
function updateOrCreate(call: GraphCall): TenantReply {
  const { id = '' } = call.parameters;
  const set = call.state.directory.sets.servicePrincipal;
  const isByAppId = call.request.path.includes('(appId=');
  const prefersCreation = String(call.request.headers.prefer ?? '').includes('create-if-missing');
  if (isByAppId && prefersCreation && set.findBy('appId', id) === undefined) {
    return createServicePrincipal({ ...call, payload: { ...call.payload, appId: id } });
  }
  return withServicePrincipal(updateServicePrincipal)(call);
}

function updateServicePrincipal({ request, state, payload }: GraphCall, principal: ObjectRecord): TenantReply {
  const rules = { table: servicePrincipalProperties, resource: 'ServicePrincipal', kind: 'update' } as const;
  const values = readChangedValues(payload, rules);
  if (!values.ok) return graphRefusalReply(request, values.refusal);
  state.directory.sets.servicePrincipal.put(withChangedValues(principal, values.value, servicePrincipalProperties));
  return noContent(request);
}

function deleteServicePrincipal({ request, state, now }: GraphCall, principal: ObjectRecord): TenantReply {
  const registration = state.applications.registration(String(principal.appId));
  if (registration !== undefined) state.applications.put({ ...registration, servicePrincipalId: '' });
  state.directory.softDelete(principal.id, { ...principal, deletedDateTime: seconds(now) });
  return noContent(request);
}
