/** A tenant of its own, and the registrar as a person of that tenant would use it. */

import { createSecureContext } from 'node:tls';
import { onTestFinished } from 'vitest';
import type { TenantDraft } from '../../../../agent-core/contract/registration-requests.ts';
import { Secret } from '../../../../agent-core/contract/secret.ts';
import type { SetupProgressed } from '../../../../agent-core/contract/setup-progress.ts';
import type { Credential } from '../../../../agent-core/entra/credential.ts';
import { createNetwork } from '../../../../agent-core/entra/network.ts';
import { createRegistrar } from '../../../../agent-core/entra/registration/registrar.ts';
import type { Registrar } from '../../../../agent-core/service/register-agent.ts';
import { SetupProgress } from '../../../../agent-core/service/setup-progress.ts';
import { systemTime } from '../../../builders/system-time.ts';
import { personToken } from '../../../lab/tenant/testing/person-token.ts';
import { startTenantForTests } from '../../../lab/tenant/testing/tenant-for-tests.ts';

export const agentId = '0b1e6c1e-5b0a-4f3e-9d53-7a2f4c8e9b10';

/** @param forMs how long the registrar waits for the tenant to catch up */
export async function registrationForTests(credential: Credential, forMs = 3_000) {
  const lab = await startTenantForTests();
  onTestFinished(() => lab.stop());
  const tenant: TenantDraft = {
    authority: lab.tenant.origin,
    graph: lab.tenant.origin,
    certificateAuthorities: lab.server.caPem,
    proxy: null,
  };
  const registrar: Registrar = createRegistrar({
    createNetwork: () =>
      createNetwork({ trust: createSecureContext({ ca: lab.server.caPem }), proxy: null, answerTimeoutMs: 5_000 }),
    retryForMs: 2_000,
    ...systemTime,
    patience: { forMs, firstPauseMs: 10 },
  });
  const steps: SetupProgressed[] = [];
  const progress = new SetupProgress();
  progress.onProgress((progressed) => steps.push(progressed));
  const never: AbortSignal = new AbortController().signal;
  const apply = async (
    personId: string,
    own: { agentId?: string; credential?: Credential } = {},
    signal: AbortSignal = never,
  ) =>
    registrar.apply(
      tenant,
      new Secret(await personToken(lab, personId)),
      { agentId, credential, follow: progress.follow.bind(progress), ...own },
      signal,
    );
  const remove = async (personId: string, own: { agentId?: string; certificatePem?: string } = {}) =>
    registrar.remove(
      tenant,
      new Secret(await personToken(lab, personId)),
      { agentId, certificatePem: credential.certificatePem, ...own },
      never,
    );
  const inspect = async (personId: string) =>
    registrar.inspect(tenant, new Secret(await personToken(lab, personId)), never);
  return { lab, tenant, registrar, steps, apply, remove, inspect };
}

export type RegistrationForTests = Awaited<ReturnType<typeof registrationForTests>>;

/** What the tenant holds of Bridgehead, as an administrator would list it. */
export function bridgeheadIn({ lab }: RegistrationForTests) {
  const { state } = lab.tenant;
  const { application, servicePrincipal } = state.directory.sets;
  const applications = application.all().filter(({ uniqueName }) => String(uniqueName).startsWith('bridgehead-'));
  const named = (uniqueName: string) => applications.find((each) => each.uniqueName === uniqueName);
  const agent = named('bridgehead-agent');
  const registration = state.applications.registration(String(agent?.appId));
  return {
    names: applications.map(({ uniqueName }) => String(uniqueName)).toSorted(),
    deleted: application.allDeleted().map(({ uniqueName }) => uniqueName),
    agent,
    marks: named('bridgehead-marks'),
    keys: registration?.keyCredentials.map(({ thumbprintSha256 }) => thumbprintSha256.toLowerCase()) ?? [],
    roles: registration?.roles.toSorted() ?? [],
    principals: servicePrincipal.all().filter(({ appId }) => appId === agent?.appId).length,
    owners: applications.flatMap(({ id }) => state.directory.owners.targetsOf(id)),
    extensions: state.extensions.all().map(({ name }) => name),
  };
}
