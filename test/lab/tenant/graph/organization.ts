/** `/organization`: the tenant itself. learn.microsoft.com/graph/api/resources/organization */
import { contextUrl, renderEntity } from './entity.ts';
import { graphRefusals } from './graph-refusal.ts';
import { graphRefusalReply, graphReply } from './graph-reply.ts';
import type { GraphRoute } from './graph-route.ts';
import { organizationProperties } from './organization-properties.ts';
import { type QuerySupport, readQueryOptions } from './query-options.ts';

const support: QuerySupport = {
  table: organizationProperties,
  resource: 'Organization',
  options: new Set(['$select']),
};

export const organizationRoutes: readonly GraphRoute[] = [
  {
    method: 'GET',
    template: 'organization',
    operations: () => ['read organization'],
    answer: ({ request, state }) => {
      const options = readQueryOptions(request, support);
      if (!options.ok) return graphRefusalReply(request, options.refusal);
      const { select } = options.value;
      return graphReply(request, {
        status: 200,
        body: {
          '@odata.context': contextUrl(request.origin, 'organization', select),
          value: [renderEntity(organizationProperties, state.organization(), select)],
        },
      });
    },
  },
  {
    method: 'GET',
    template: 'organization/{id}',
    operations: () => ['read organization'],
    answer: ({ request, parameters, state }) => {
      const options = readQueryOptions(request, support);
      if (!options.ok) return graphRefusalReply(request, options.refusal);
      const { id = '' } = parameters;
      if (id.toLowerCase() !== state.tenantId) return graphRefusalReply(request, graphRefusals.resourceNotFound(id));
      const { select } = options.value;
      return graphReply(request, {
        status: 200,
        body: {
          '@odata.context': `${contextUrl(request.origin, 'organization', select)}/$entity`,
          ...renderEntity(organizationProperties, state.organization(), select),
        },
      });
    },
  },
];
