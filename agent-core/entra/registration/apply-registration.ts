/** Registers the agent in a tenant, step by step. Every step looks before it does, so that after any failure it all can be done again. */
import type { Registration } from '../../contract/registration-requests.ts';
import { type Result, succeed } from '../../contract/result.ts';
import type { SetupStep } from '../../contract/setup-progress.ts';
import type { AccessTokens } from '../access-token.ts';
import { describeCertificate } from '../credential.ts';
import { ensureApplication } from './ensure-application.ts';
import { ensureCertificate } from './ensure-certificate.ts';
import { ensureExtension } from './ensure-extension.ts';
import { ensureGrants, readGrantableRoles, requiredResourceAccessOf } from './ensure-grants.ts';
import { ensureServicePrincipal } from './ensure-service-principal.ts';
import { readPerson } from './read-person.ts';
import type { RegistrationGraph } from './registration-graph.ts';
import { agentApplication, creatorTag } from './registration-names.ts';
import { releaseOwnership } from './release-ownership.ts';
import { signInAsAgent } from './sign-in-as-agent.ts';

export interface ApplyParts {
  /** Of this agent, for the tag of what it creates. */
  readonly agentId: string;
  readonly certificatePem: string;
  /** Address at which somebody consents for everybody. */
  readonly consentUrlOf: (clientId: string) => string;
  readonly createTokens: (clientId: string) => AccessTokens;
  /** Runs one step and tells who watches. */
  readonly follow: <Value>(step: SetupStep, work: () => Promise<Result<Value>>) => Promise<Result<Value>>;
}

export async function applyRegistration(session: RegistrationGraph, parts: ApplyParts): Promise<Result<Registration>> {
  const { follow, certificatePem } = parts;
  const person = await readPerson(session);
  if (!person.ok) return person;
  const roles = await readGrantableRoles(session);
  if (!roles.ok) return roles;
  const application = await follow('application', () =>
    ensureApplication(session, {
      names: agentApplication,
      tags: [creatorTag(parts.agentId)],
      requiredResourceAccess: requiredResourceAccessOf(roles.value),
      // It may have been deleted to lock somebody out: nothing of it may come back.
      whenDeleted: 'purge',
    }),
  );
  if (!application.ok) return application;
  const { id: objectId, appId: clientId } = application.value;
  const principalId = await follow('servicePrincipal', () => ensureServicePrincipal(session, clientId));
  if (!principalId.ok) return principalId;
  const missing = await follow('grants', () => ensureGrants(session, principalId.value, roles.value));
  if (!missing.ok) return missing;
  const extension = await follow('extension', () => ensureExtension(session));
  if (!extension.ok) return extension;
  const registered = await follow('certificate', () => ensureCertificate(session, application.value, certificatePem));
  if (!registered.ok) return registered;

  // Last, because a person without a role may write only what they own.
  const owned = [objectId, extension.value.application.id].map((id) => `/applications/${id}`);
  for (const path of [...owned, `/servicePrincipals/${principalId.value}`]) {
    const released = await releaseOwnership(session, path, person.value.id);
    if (!released.ok) return released;
  }
  const createTokens = () => parts.createTokens(clientId);
  const { patience, signal } = session;
  const signedIn = await follow('signIn', () => signInAsAgent(createTokens, missing.value, patience, signal));
  if (!signedIn.ok) return signedIn;
  const { thumbprintSha256, notAfter } = describeCertificate(certificatePem);
  return succeed({
    clientId,
    objectId,
    ownershipExtension: extension.value.name,
    grantsMissing: missing.value,
    consentUrl: missing.value.length === 0 ? null : parts.consentUrlOf(clientId),
    certificate: { thumbprintSha256, notAfter },
  });
}
