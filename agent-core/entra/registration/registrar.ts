/** Everything the set-up does in a tenant in the name of the person who signed in. */
import { areOfDifferentClouds } from '../../contract/clouds.ts';
import { problem } from '../../contract/problem.ts';
import type { GrantCheck, Registration, TenantDraft, TenantInspection } from '../../contract/registration-requests.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import type { Secret } from '../../contract/secret.ts';
import type { TenantAddress } from '../../contract/settings.ts';
import { createAccessTokens } from '../access-token.ts';
import type { Credential } from '../credential.ts';
import { createGraph } from '../graph.ts';
import type { RetryOptions } from '../graph-retry.ts';
import type { Network } from '../network.ts';
import { readOrganization } from '../read-organization.ts';
import type { Patience } from '../repeat-step.ts';
import { type ApplyParts, applyRegistration } from './apply-registration.ts';
import { checkGrants } from './check-grants.ts';
import { inspectTenant } from './inspect-tenant.ts';
import { createPersonTokens } from './person-tokens.ts';
import type { RegistrationGraph } from './registration-graph.ts';
import { registrationScript } from './registration-script.ts';
import { removeRegistration } from './remove-registration.ts';

export interface RegistrarOptions extends RetryOptions {
  readonly createNetwork: (tenant: TenantDraft) => Network;
  readonly patience: Patience;
}

export function createRegistrar(options: RegistrarOptions) {
  const open = (tenant: TenantDraft, accessToken: Secret, signal: AbortSignal): Result<RegistrationGraph> => {
    if (areOfDifferentClouds(tenant)) {
      return fail(problem('tenant.different-clouds', `${tenant.authority} and ${tenant.graph}`));
    }
    const network = options.createNetwork(tenant);
    const tokens = createPersonTokens(accessToken);
    const graph = createGraph({ ...options, origin: tenant.graph, network, tokens, pace: null });
    return succeed({ graph, patience: options.patience, signal });
  };
  return {
    inspect: async (
      tenant: TenantDraft,
      accessToken: Secret,
      signal: AbortSignal,
    ): Promise<Result<TenantInspection>> => {
      const session = open(tenant, accessToken, signal);
      return session.ok ? inspectTenant(session.value) : session;
    },
    apply: async (
      tenant: TenantDraft,
      accessToken: Secret,
      { agentId, credential, follow }: ApplyOptions,
      signal: AbortSignal,
    ): Promise<Result<Registration>> => {
      const session = open(tenant, accessToken, signal);
      if (!session.ok) return session;
      const organization = await readOrganization(session.value.graph, signal);
      if (!organization.ok) return organization;
      const { tenantId, displayName, isSynchronisedElsewhere } = organization.value;
      if (isSynchronisedElsewhere) {
        return fail(problem('tenant.other-synchronisation', `${displayName} (${tenantId})`));
      }
      const network = options.createNetwork(tenant);
      const registered = await applyRegistration(session.value, {
        agentId,
        follow: (step, work) => follow(step, async () => asPersonal(await work())),
        certificatePem: credential.certificatePem,
        consentUrlOf: (clientId) => `${tenant.authority}/${tenantId}/adminconsent?client_id=${clientId}`,
        createTokens: (clientId) => createAccessTokens({ ...tenant, tenantId, clientId }, credential, network),
      });
      return asPersonal(registered);
    },
    remove: async (
      tenant: TenantDraft,
      accessToken: Secret,
      { agentId, certificatePem }: { readonly agentId: string; readonly certificatePem: string | null },
      signal: AbortSignal,
    ): Promise<Result<void>> => {
      const session = open(tenant, accessToken, signal);
      return session.ok ? asPersonal(await removeRegistration(session.value, agentId, certificatePem)) : session;
    },
    /** @returns null when the tenant does not let the token be read */
    check: (tenant: TenantAddress, credential: Credential, signal: AbortSignal): Promise<Result<GrantCheck | null>> =>
      checkGrants(createAccessTokens(tenant, credential, options.createNetwork(tenant)), true, signal),
    script: registrationScript,
  };
}

/** What Graph refuses here it refuses to the person, not to the application. */
function asPersonal<Value>(result: Result<Value>): Result<Value> {
  if (result.ok || result.problem.code !== 'tenant.forbidden') return result;
  return fail(problem('registration.not-permitted', result.problem.detail));
}

export interface ApplyOptions extends Pick<ApplyParts, 'agentId' | 'follow'> {
  readonly credential: Credential;
}
