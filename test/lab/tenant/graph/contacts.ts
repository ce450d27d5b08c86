/** `/contacts`: organizational contacts, which Graph only reads. learn.microsoft.com/graph/api/resources/orgcontact */
import { countEntities, listEntities, readEntity } from './entity-set.ts';
import { entityTypes } from './entity-types.ts';
import { graphRefusals } from './graph-refusal.ts';
import { graphRefusalReply } from './graph-reply.ts';
import type { GraphRoute } from './graph-route.ts';

const type = entityTypes.contact;

/** Every other method is answered 405, because no route has it. */
export const contactRoutes: readonly GraphRoute[] = [
  {
    method: 'GET',
    template: 'contacts',
    operations: () => ['read contacts'],
    answer: (call) => listEntities(call, type),
  },
  {
    method: 'GET',
    template: 'contacts/$count',
    operations: () => ['read contacts'],
    answer: (call) => countEntities(call, type),
  },
  {
    method: 'GET',
    template: 'contacts/{id}',
    operations: () => ['read contacts'],
    answer: (call) => {
      const { id = '' } = call.parameters;
      const contact = call.state.contacts.visible(id.toLowerCase());
      if (contact === undefined) return graphRefusalReply(call.request, graphRefusals.resourceNotFound(id));
      return readEntity(call, type, contact);
    },
  },
];
