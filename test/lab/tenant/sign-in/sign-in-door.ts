/** The tenant as a sign-in service: discovery documents, signing keys and the token endpoint. */
import { type Door, jsonReply, type TenantReply, type TenantRequest } from '../http/exchange.ts';
import { isNameOfTenant, type TenantState } from '../state/tenant-state.ts';
import type { AccessTokens } from './access-tokens.ts';
import { instanceDiscoveryReply, openidConfigurationReply } from './discovery.ts';
import { createReplayMemory } from './replay-memory.ts';
import { signInRefusalReply, signInRefusals } from './sign-in-refusal.ts';
import { tokenReply } from './token-endpoint.ts';

/** Names that stand for "the tenant of whoever signs in". */
const sharedNames: ReadonlySet<string> = new Set(['common', 'organizations']);

export function createSignInDoor(state: TenantState, tokens: AccessTokens): Door {
  const replays = createReplayMemory();

  return async (request) => {
    const [tenantName = '', ...rest] = request.segments;
    const endpoint = rest.join('/');
    const isShared = sharedNames.has(tenantName);

    if (tenantName === 'common' && endpoint === 'discovery/instance') {
      return onlyFor('GET', request, () => instanceDiscoveryReply(request, state));
    }
    if (!endpoints.has(endpoint)) return notFoundReply(request);
    if (!isShared && !isNameOfTenant(state, tenantName)) {
      return signInRefusalReply(request, signInRefusals.tenantNotFound(tenantName));
    }

    switch (endpoint) {
      case 'v2.0/.well-known/openid-configuration':
        return onlyFor('GET', request, () =>
          isShared
            ? openidConfigurationReply(request, tenantName, '{tenantid}')
            : openidConfigurationReply(request, state.tenantId, state.tenantId),
        );
      case 'discovery/v2.0/keys':
        return onlyFor('GET', request, async () => {
          const jwk = await tokens.publicJwk();
          const issuerTenant = isShared ? '{tenantid}' : state.tenantId;
          return jsonReply(200, { keys: [{ ...jwk, issuer: `${request.origin}/${issuerTenant}/v2.0` }] });
        });
      default:
        return onlyFor('POST', request, () =>
          isShared
            ? signInRefusalReply(request, signInRefusals.tenantNotNamed())
            : tokenReply(request, { state, tokens, replays, tenantName }),
        );
    }
  };
}

const endpoints: ReadonlySet<string> = new Set([
  'v2.0/.well-known/openid-configuration',
  'discovery/v2.0/keys',
  'oauth2/v2.0/token',
]);

async function onlyFor(
  method: 'GET' | 'POST',
  request: TenantRequest,
  answer: () => TenantReply | Promise<TenantReply>,
): Promise<TenantReply> {
  if (request.method === method) return answer();
  return {
    status: 405,
    headers: { allow: method, 'content-type': 'text/plain; charset=utf-8' },
    body: 'Method not allowed.\n',
  };
}

const notFoundReply = (request: TenantRequest): TenantReply => ({
  status: 404,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: `Nothing answers at ${request.path} in this lab tenant.\n`,
});
