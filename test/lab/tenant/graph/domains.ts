/** `/domains`: the verified domains of the tenant. learn.microsoft.com/graph/api/resources/domain */
import type { VerifiedDomain } from '../state/snapshot.ts';
import { domainProperties } from './domain-properties.ts';
import { contextUrl, renderEntity, type StoredValues } from './entity.ts';
import { collectionReply, entityReply } from './entity-set.ts';
import { graphRefusals } from './graph-refusal.ts';
import { graphRefusalReply } from './graph-reply.ts';
import type { GraphRoute } from './graph-route.ts';
import { type QuerySupport, readQueryOptions } from './query-options.ts';

const support: QuerySupport = { table: domainProperties, resource: 'Domain', options: new Set(['$select']) };

export const domainRoutes: readonly GraphRoute[] = [
  {
    method: 'GET',
    template: 'domains',
    operations: () => ['read domains'],
    answer: ({ request, state }) => {
      const options = readQueryOptions(request, support);
      if (!options.ok) return graphRefusalReply(request, options.refusal);
      const { select } = options.value;
      return collectionReply(request, {
        context: contextUrl(request.origin, 'domains', select),
        next: undefined,
        value: state
          .organization()
          .verifiedDomains.map((domain) => renderEntity(domainProperties, asDomain(domain), select)),
      });
    },
  },
  {
    method: 'GET',
    template: 'domains/{id}',
    operations: () => ['read domains'],
    answer: ({ request, parameters, state }) => {
      const options = readQueryOptions(request, support);
      if (!options.ok) return graphRefusalReply(request, options.refusal);
      const { id = '' } = parameters;
      const domain = state.organization().verifiedDomains.find(({ name }) => name.toLowerCase() === id.toLowerCase());
      if (domain === undefined) return graphRefusalReply(request, graphRefusals.resourceNotFound(id));
      const { select } = options.value;
      return entityReply(request, {
        status: 200,
        context: contextUrl(request.origin, 'domains', select),
        entity: renderEntity(domainProperties, asDomain(domain), select),
      });
    },
  },
];

const asDomain = (domain: VerifiedDomain): StoredValues => ({
  id: domain.name,
  authenticationType: domain.type,
  isAdminManaged: true,
  isDefault: domain.isDefault,
  isInitial: domain.isInitial,
  isRoot: true,
  isVerified: true,
  supportedServices: domain.capabilities.split(', '),
});
