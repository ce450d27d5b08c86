/** The tenant as a sign-in service: what libraries discover, what they ask for, and the pages that people see. */
import { type Door, jsonReply, type TenantReply, type TenantRequest } from '../http/exchange.ts';
import { textReply } from '../http/html.ts';
import { isNameOfTenant, type TenantState } from '../state/tenant-state.ts';
import { type AccessTokens, createAccessTokens } from './access-tokens.ts';
import { adminConsentReply } from './admin-consent.ts';
import { authorizeReply } from './authorize.ts';
import { deviceCodeReply, devicePageReply } from './device-authorization.ts';
import { instanceDiscoveryReply, openidConfigurationReply } from './discovery.ts';
import { createGrantStore, type GrantStore } from './grant-store.ts';
import { logOutReply } from './log-out.ts';
import { createReplayMemory, type ReplayMemory } from './replay-memory.ts';
import { signInRefusalReply, signInRefusals } from './sign-in-refusal.ts';
import { tokenReply } from './token-endpoint.ts';
import type { TokenSigner } from './token-signer.ts';

export interface SignInContext {
  readonly state: TenantState;
  readonly signer: TokenSigner;
  readonly accessTokens: AccessTokens;
  readonly grants: GrantStore;
  readonly replays: ReplayMemory;
  /** The tenant as the client named it in the path. */
  readonly tenantName: string;
  /** Whether that name stands for "the tenant of whoever signs in". */
  readonly isSharedTenant: boolean;
}

const sharedNames: ReadonlySet<string> = new Set(['common', 'organizations']);

export function createSignInDoor(state: TenantState, signer: TokenSigner): Door {
  const lasting = {
    state,
    signer,
    accessTokens: createAccessTokens(signer),
    grants: createGrantStore(),
    replays: createReplayMemory(),
  };

  return async (request) => {
    const [tenantName = '', ...rest] = request.segments;
    const name = rest.join('/');
    const isSharedTenant = sharedNames.has(tenantName);
    const context: SignInContext = { ...lasting, tenantName, isSharedTenant };

    // The address that a person is told and types.
    if (tenantName === 'devicelogin' && name === '') {
      return { status: 302, headers: { location: `${request.origin}/common/oauth2/deviceauth` }, body: '' };
    }
    if (tenantName === 'common' && name === 'discovery/instance') {
      return request.method === 'GET' ? instanceDiscoveryReply(request, state) : methodRefusedReply(['GET']);
    }
    const endpoint = endpoints.get(name);
    if (endpoint === undefined) return notFoundReply(request);
    if (!isSharedTenant && !isNameOfTenant(state, tenantName)) {
      return signInRefusalReply(request, signInRefusals.tenantNotFound(tenantName));
    }
    if (!endpoint.methods.includes(request.method)) return methodRefusedReply(endpoint.methods);
    // No password is asked for, so only those may choose who they are who have the whole lab in their hands anyway.
    if (endpoint.isForPeople && !request.isFromThisMachine) {
      return textReply(403, 'People sign in on the machine that runs the lab only.\n');
    }
    return endpoint.answer(request, context);
  };
}

interface Endpoint {
  readonly methods: readonly string[];
  readonly isForPeople?: true;
  readonly answer: (request: TenantRequest, context: SignInContext) => TenantReply | Promise<TenantReply>;
}

const [get, post] = [['GET'], ['POST']];
const page = { methods: ['GET', 'POST'], isForPeople: true } as const;

const endpoints: ReadonlyMap<string, Endpoint> = new Map(
  Object.entries<Endpoint>({
    'v2.0/.well-known/openid-configuration': {
      methods: get,
      answer: (request, { state, tenantName, isSharedTenant }) =>
        isSharedTenant
          ? openidConfigurationReply(request, tenantName, '{tenantid}')
          : openidConfigurationReply(request, state.tenantId, state.tenantId),
    },
    'discovery/v2.0/keys': {
      methods: get,
      answer: async (request, { state, signer, isSharedTenant }) => {
        const jwk = await signer.publicJwk();
        const issuerTenant = isSharedTenant ? '{tenantid}' : state.tenantId;
        return jsonReply(200, { keys: [{ ...jwk, issuer: `${request.origin}/${issuerTenant}/v2.0` }] });
      },
    },
    'oauth2/v2.0/token': { methods: post, answer: tokenReply },
    'oauth2/v2.0/devicecode': { methods: post, answer: deviceCodeReply },
    'oauth2/v2.0/authorize': { ...page, answer: authorizeReply },
    'oauth2/deviceauth': { ...page, answer: devicePageReply },
    'oauth2/v2.0/logout': { ...page, answer: logOutReply },
    adminconsent: { ...page, answer: adminConsentReply },
    'v2.0/adminconsent': { ...page, answer: adminConsentReply },
  }),
);

const methodRefusedReply = (methods: readonly string[]): TenantReply =>
  textReply(405, 'Method not allowed.\n', { allow: methods.join(', ') });

const notFoundReply = (request: TenantRequest): TenantReply =>
  textReply(404, `Nothing answers at ${request.path} in this lab tenant.\n`);
