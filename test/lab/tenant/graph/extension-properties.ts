/** `/applications/{id}/extensionProperties`: properties an application adds to users and groups. learn.microsoft.com/graph/api/application-post-extensionproperty */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { TenantReply } from '../http/exchange.ts';
import type { ExtensionProperty, ObjectRecord } from '../state/snapshot.ts';
import { withApplication, withOwnApplication } from './applications.ts';
import { type Entity, renderEntity } from './entity.ts';
import { collectionReply, entityReply } from './entity-set.ts';
import { extensionPropertyProperties } from './extension-property-properties.ts';
import { graphRefusals } from './graph-refusal.ts';
import { graphRefusalReply, noContent } from './graph-reply.ts';
import type { GraphCall, GraphRoute } from './graph-route.ts';

const at = 'applications/{id}/extensionProperties';

/** Of all applications together, on one object. */
const extensionLimit = 100;

export const extensionPropertyRoutes: readonly GraphRoute[] = [
  {
    method: 'GET',
    template: at,
    operations: () => ['read applications'],
    answer: withApplication((call, application) =>
      collectionReply(call.request, {
        context: contextOf(call, application),
        next: undefined,
        value: call.state.extensions.of(application.id).map(render),
      }),
    ),
  },
  { method: 'POST', template: at, operations: () => ['write application'], answer: withOwnApplication(addExtension) },
  {
    method: 'DELETE',
    template: `${at}/{extensionId}`,
    operations: () => ['write application'],
    answer: withOwnApplication(({ request, state, parameters }, application) => {
      const { extensionId = '' } = parameters;
      const isThere = state.extensions.of(application.id).some(({ id }) => id === extensionId);
      if (!isThere) return graphRefusalReply(request, graphRefusals.resourceNotFound(extensionId));
      state.extensions.remove(extensionId);
      return noContent(request);
    }),
  },
];

const newExtensionSchema = z.strictObject({
  name: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,127}$/),
  dataType: z.enum(['String', 'Boolean', 'DateTime', 'Integer']),
  targetObjects: z.array(z.enum(['User', 'Group'])).min(1),
  isMultiValued: z.boolean().default(false),
});

function addExtension(call: GraphCall, application: ObjectRecord): TenantReply {
  const { request, state, payload } = call;
  const wanted = newExtensionSchema.safeParse(payload);
  if (!wanted.success) {
    return graphRefusalReply(
      request,
      graphRefusals.propertyInvalid(String(wanted.error.issues[0]?.path[0] ?? ''), 'ExtensionProperty'),
    );
  }
  const name = `extension_${String(application.appId).replaceAll('-', '')}_${wanted.data.name}`;
  const isTaken = state.extensions.all().some((other) => other.name === name);
  if (isTaken) return graphRefusalReply(request, graphRefusals.extensionTaken(name));
  if (state.extensions.all().length >= extensionLimit) {
    return graphRefusalReply(request, graphRefusals.tooManyExtensions(extensionLimit));
  }
  const { dataType, targetObjects, isMultiValued } = wanted.data;
  const extension: ExtensionProperty = {
    id: randomUUID(),
    applicationId: application.id,
    appDisplayName: String(application.displayName),
    name,
    dataType,
    isMultiValued,
    targetObjects,
  };
  state.extensions.add(extension);
  return entityReply(request, { status: 201, context: contextOf(call, application), entity: render(extension) });
}

const render = (extension: ExtensionProperty): Entity =>
  renderEntity(extensionPropertyProperties, { ...extension, isSyncedFromOnPremises: false }, undefined);

const contextOf = ({ request }: GraphCall, { id }: ObjectRecord): string =>
  `${request.origin}/v1.0/$metadata#applications('${id}')/extensionProperties`;
