/** What a sign-in library reads before it asks for a token: where the endpoints are and which keys sign. */
import { jsonReply, type TenantReply, type TenantRequest } from '../http/exchange.ts';
import type { TenantState } from '../state/tenant-state.ts';

/** `/common/discovery/instance`: which hosts are one and the same sign-in service. */
export function instanceDiscoveryReply(request: TenantRequest, state: TenantState): TenantReply {
  const host = new URL(request.origin).host;
  return jsonReply(200, {
    tenant_discovery_endpoint: `${request.origin}/${state.tenantId}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  });
}

/** `/{tenant}/v2.0/.well-known/openid-configuration`; `path` is the tenant as it appears in the endpoints. */
export function openidConfigurationReply(request: TenantRequest, path: string, issuerTenant: string): TenantReply {
  const { origin } = request;
  const host = new URL(origin).host;
  return jsonReply(200, {
    token_endpoint: tokenEndpoint(origin, path),
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${origin}/${path}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: `${origin}/${issuerTenant}/v2.0`,
    request_uri_parameter_supported: false,
    authorization_endpoint: `${origin}/${path}/oauth2/v2.0/authorize`,
    device_authorization_endpoint: `${origin}/${path}/oauth2/v2.0/devicecode`,
    end_session_endpoint: `${origin}/${path}/oauth2/v2.0/logout`,
    tenant_region_scope: 'EU',
    cloud_instance_name: host,
    cloud_graph_host_name: host,
    msgraph_host: host,
  });
}

export const tokenEndpoint = (origin: string, tenant: string): string => `${origin}/${tenant}/oauth2/v2.0/token`;
