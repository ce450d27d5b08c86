/** An access token as a person gets it who signed in and consented; the way there is tested elsewhere. */
import { seed } from '../seed.ts';
import { createAccessTokens } from '../sign-in/access-tokens.ts';
import { rolesOf } from '../sign-in/people.ts';
import { createTokenSigner } from '../sign-in/token-signer.ts';
import type { TenantForTests } from './tenant-for-tests.ts';

const setUpScopes = [
  'User.Read',
  'Organization.Read.All',
  'Domain.Read.All',
  'Application.ReadWrite.All',
  'AppRoleAssignment.ReadWrite.All',
  'RoleManagement.Read.Directory',
];

export function personToken({ tenant }: TenantForTests, personId: string, now = new Date()): Promise<string> {
  const { state, origin } = tenant;
  const application = state.applications.registration(seed.setUpClient.appId);
  const record = state.users.get(personId);
  if (application === undefined || record === undefined) throw new Error(`Nobody can sign in as ${personId}.`);
  return createAccessTokens(createTokenSigner(state.signingKeyPem)).issue({
    application,
    person: { record, scopes: setUpScopes, roleTemplateIds: rolesOf(state, personId), isPublicClient: true },
    audience: origin,
    issuer: `${origin}/${state.tenantId}/v2.0`,
    tenantId: state.tenantId,
    now,
  });
}
