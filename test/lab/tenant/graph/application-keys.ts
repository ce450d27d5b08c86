/** `addKey` and `removeKey`: an application changes its own certificates by proving that it holds one. learn.microsoft.com/graph/api/application-addkey */
import type { TenantReply } from '../http/exchange.ts';
import type { Application, ObjectRecord } from '../state/snapshot.ts';
import { readKey, shownKey } from './application-change.ts';
import { showApplication, withApplication } from './applications.ts';
import { graphRefusals } from './graph-refusal.ts';
import { graphRefusalReply, graphReply, noContent } from './graph-reply.ts';
import type { GraphCall, GraphRoute } from './graph-route.ts';
import { isProofValid } from './key-proof.ts';

/** No permission is needed for one's own keys; the proof says whose they are. */
export const applicationKeyRoutes: readonly GraphRoute[] = [
  {
    method: 'POST',
    template: 'applications/{id}/addKey',
    operations: () => [],
    answer: withApplication((call, application) => withProof(call, application, addKey)),
  },
  {
    method: 'POST',
    template: 'applications/{id}/removeKey',
    operations: () => [],
    answer: withApplication((call, application) => withProof(call, application, removeKey)),
  },
];

type Answer = (call: GraphCall, application: ObjectRecord, registration: Application) => TenantReply;

function withProof(call: GraphCall, application: ObjectRecord, answer: Answer): TenantReply {
  const { request, state, payload, caller } = call;
  const registration = state.applications.registration(String(application.appId));
  const mayWrite = caller.appId === application.appId || caller.roles.has('Application.ReadWrite.All');
  if (!mayWrite || registration === undefined) return graphRefusalReply(request, graphRefusals.notPermitted());
  const isProven =
    typeof payload.proof === 'string' &&
    isProofValid(payload.proof, {
      applicationId: application.id,
      keys: registration.keyCredentials,
      now: request.receivedAt,
    });
  if (!isProven) return graphRefusalReply(request, graphRefusals.proofInvalid());
  return answer(call, application, registration);
}

function addKey(
  { request, state, payload }: GraphCall,
  application: ObjectRecord,
  registration: Application,
): TenantReply {
  const key = readKey(payload.keyCredential);
  if (!key.ok) return graphRefusalReply(request, key.refusal);
  state.applications.put({ ...registration, keyCredentials: [...registration.keyCredentials, key.value] });
  showApplication(application, state);
  const context = `${request.origin}/v1.0/$metadata#microsoft.graph.keyCredential`;
  return graphReply(request, { status: 200, body: { '@odata.context': context, ...Object(shownKey(key.value)) } });
}

function removeKey(
  { request, state, payload }: GraphCall,
  application: ObjectRecord,
  registration: Application,
): TenantReply {
  const keyCredentials = registration.keyCredentials.filter(({ keyId }) => keyId !== payload.keyId);
  if (keyCredentials.length === registration.keyCredentials.length) {
    return graphRefusalReply(request, graphRefusals.keyUnknown(String(payload.keyId)));
  }
  state.applications.put({ ...registration, keyCredentials });
  showApplication(application, state);
  return noContent(request);
}
