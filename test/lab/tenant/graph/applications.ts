/** `/applications`: registrations, found by id, appId or uniqueName. learn.microsoft.com/graph/api/resources/application */
import { randomUUID } from 'node:crypto';
import type { TenantReply } from '../http/exchange.ts';
import type { ObjectRecord } from '../state/snapshot.ts';
import { defaultDomain, type TenantState } from '../state/tenant-state.ts';
import { readApplicationChange, shownKey } from './application-change.ts';
import { applicationProperties } from './application-properties.ts';
import { createdReply, listEntities, readEntity } from './entity-set.ts';
import { entityTypes } from './entity-types.ts';
import { graphRefusals } from './graph-refusal.ts';
import { graphRefusalReply, noContent } from './graph-reply.ts';
import { actorOf, type GraphCall, type GraphRoute } from './graph-route.ts';
import { mayWriteApplications } from './person-permissions.ts';
import { seconds, withChangedValues } from './property-change.ts';

const type = entityTypes.application;

export const applicationRoutes: readonly GraphRoute[] = [
  {
    method: 'GET',
    template: 'applications',
    operations: () => ['read applications'],
    readUnits: 2,
    answer: (call) => listEntities(call, type),
  },
  {
    method: 'POST',
    template: 'applications',
    operations: () => ['create application'],
    answer: (call) => createApplication(call, undefined),
  },
  ...['applications/{id}', 'applications(appId)/{id}'].flatMap((template): readonly GraphRoute[] => [
    {
      method: 'GET',
      template,
      operations: () => ['read applications'],
      answer: withApplication((call, application) => readEntity(call, type, application)),
    },
    {
      method: 'PATCH',
      template,
      operations: () => ['write application'],
      answer: withOwnApplication(updateApplication),
    },
    {
      method: 'DELETE',
      template,
      operations: () => ['write application'],
      answer: withOwnApplication(deleteApplication),
    },
  ]),
  {
    method: 'PATCH',
    template: 'applications(uniqueName)/{uniqueName}',
    operations: () => ['create application', 'write application'],
    answer: upsertApplication,
  },
];

type Answer = (call: GraphCall, application: ObjectRecord) => TenantReply;

/** By object id or by appId, which never are the same. */
export function withApplication(answer: Answer): GraphRoute['answer'] {
  return (call) => {
    const { id = '' } = call.parameters;
    const set = call.state.directory.sets.application;
    const known = set.get(id.toLowerCase()) ?? set.findBy('appId', id);
    const application = known === undefined ? undefined : set.visible(known.id);
    if (application === undefined) return graphRefusalReply(call.request, graphRefusals.resourceNotFound(id));
    return answer(call, application);
  };
}

/** Application.ReadWrite.OwnedBy is for the applications that the caller owns; so is what people without a role may do. */
export function withOwnApplication(answer: Answer): GraphRoute['answer'] {
  return withApplication((call, application) => {
    const { caller, state, request } = call;
    const mayWriteAll =
      caller.roles.has('Application.ReadWrite.All') &&
      (caller.userId === undefined || mayWriteApplications(state, caller.userId));
    const mayWrite =
      mayWriteAll ||
      !state.knobs.read().enforcesPermissions ||
      state.directory.owners.has(application.id, actorOf(caller));
    return mayWrite ? answer(call, application) : graphRefusalReply(request, graphRefusals.notPermitted());
  });
}

/** What Graph shows of an application includes certificates that were registered by other ways. */
export function showApplication(application: ObjectRecord, { applications, directory }: TenantState): void {
  const keys = applications.registration(String(application.appId))?.keyCredentials ?? [];
  directory.sets.application.put({ ...application, keyCredentials: keys.map(shownKey) });
}

function createApplication(call: GraphCall, uniqueName: string | undefined): TenantReply {
  const { request, state, payload, now, caller } = call;
  const change = readApplicationChange(payload, 'create', []);
  if (!change.ok) return graphRefusalReply(request, change.refusal);
  const [id, appId] = [randomUUID(), randomUUID()];
  const { values, keys = [] } = change.value;
  const created: ObjectRecord = {
    id,
    appId,
    createdDateTime: seconds(now),
    publisherDomain: defaultDomain(state),
    signInAudience: 'AzureADMyOrg',
    ...(uniqueName === undefined ? {} : { uniqueName }),
  };
  const application = withChangedValues(created, values, applicationProperties);
  const conflict = state.directory.sets.application.conflictOf(application);
  if (conflict !== undefined) return graphRefusalReply(request, graphRefusals.propertyTaken(conflict));
  state.applications.put({
    appId,
    objectId: id,
    servicePrincipalId: '',
    displayName: String(application.displayName),
    roles: [],
    keyCredentials: keys,
  });
  showApplication(application, state);
  const owner = actorOf(caller);
  if (state.directory.locate(owner) !== undefined) state.directory.owners.add(id, owner);
  return createdReply(call, type, state.directory.sets.application.get(id) ?? application);
}

function updateApplication({ request, state, payload }: GraphCall, application: ObjectRecord): TenantReply {
  const registration = state.applications.registration(String(application.appId));
  const change = readApplicationChange(payload, 'update', registration?.keyCredentials ?? []);
  if (!change.ok) return graphRefusalReply(request, change.refusal);
  const { values, keys } = change.value;
  const updated = withChangedValues(application, values, applicationProperties);
  if (registration !== undefined) {
    const displayName = String(updated.displayName);
    state.applications.put({ ...registration, displayName, keyCredentials: keys ?? registration.keyCredentials });
  }
  showApplication(updated, state);
  return noContent(request);
}

/** With the application go its service principal and the values of its directory extensions. */
function deleteApplication({ request, state, now }: GraphCall, application: ObjectRecord): TenantReply {
  const { directory, applications } = state;
  const deletedDateTime = seconds(now);
  const registration = applications.registration(String(application.appId));
  const principal = directory.sets.servicePrincipal.findBy('appId', String(application.appId));
  if (registration !== undefined) applications.put({ ...registration, servicePrincipalId: '' });
  if (principal !== undefined) directory.softDelete(principal.id, { ...principal, deletedDateTime });
  directory.softDelete(application.id, { ...application, deletedDateTime });
  return noContent(request);
}

/** learn.microsoft.com/graph/api/application-upsert */
function upsertApplication(call: GraphCall): TenantReply {
  const { uniqueName = '' } = call.parameters;
  const existing = call.state.directory.sets.application.findBy('uniqueName', uniqueName);
  if (existing !== undefined)
    return withOwnApplication(updateApplication)({ ...call, parameters: { id: existing.id } });
  const preferences = String(call.request.headers.prefer ?? '').split(/\s*,\s*/);
  if (preferences.includes('create-if-missing')) return createApplication(call, uniqueName);
  return graphRefusalReply(call.request, graphRefusals.resourceNotFound(uniqueName));
}
