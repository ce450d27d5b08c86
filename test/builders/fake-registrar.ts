/** A tenant's registrations in memory: answers the set-up, and remembers what it was asked and with which token. */
import type { Registration, TenantInspection } from '../../agent-core/contract/registration-requests.ts';
import { type Result, succeed } from '../../agent-core/contract/result.ts';
import type { Registrar } from '../../agent-core/service/register-agent.ts';

export const fakeInspection: TenantInspection = {
  tenantId: '11111111-1111-4111-8111-111111111111',
  displayName: 'Contoso',
  verifiedDomains: ['contoso.com'],
  initialDomain: 'contoso.onmicrosoft.com',
  person: { userPrincipalName: 'admin@contoso.com', displayName: 'Ada', roles: ['Global Administrator'] },
  mayRegister: true,
  mayGrant: true,
  otherSynchronisation: false,
  exchangeOnPremises: null,
  existingRegistration: { clientId: '22222222-2222-4222-8222-222222222222', displayName: 'Bridgehead' },
  grants: [{ permission: 'User.ReadWrite.All', why: 'to write users', without: 'no user is written' }],
};

export const fakeRegistration: Registration = {
  clientId: '22222222-2222-4222-8222-222222222222',
  objectId: '33333333-3333-4333-8333-333333333333',
  ownershipExtension: 'extension_22222222_bridgeheadOwner',
  grantsMissing: [],
  consentUrl: null,
  certificate: { thumbprintSha256: 'ab', notAfter: '2027-03-02T08:00:00.000Z' },
};

export function fakeRegistrar() {
  const asked: { readonly what: string; readonly accessToken: string; readonly agentId?: string }[] = [];
  let answerApply = async (): Promise<Result<Registration>> => succeed(fakeRegistration);
  const registrar: Registrar = {
    inspect: async (_tenant, accessToken) => {
      asked.push({ what: 'inspect', accessToken: accessToken.reveal() });
      return succeed(fakeInspection);
    },
    apply: async (_tenant, accessToken, { agentId, follow }) => {
      asked.push({ what: 'apply', accessToken: accessToken.reveal(), agentId });
      return follow('application', answerApply);
    },
    remove: async (_tenant, accessToken, { agentId }) => {
      asked.push({ what: 'remove', accessToken: accessToken.reveal(), agentId });
      return succeed(undefined);
    },
    check: async () => succeed({ grantsMissing: [], grantsUnexpected: ['Mail.Read'] }),
    script: (_tenant, agentId, certificatePem) => `${agentId} ${certificatePem}`,
  };
  const onApply = (next: typeof answerApply) => {
    answerApply = next;
  };
  return { registrar, asked, onApply };
}
