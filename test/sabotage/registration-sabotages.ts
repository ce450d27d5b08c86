/** One-line breaks of what the agent has in the tenant: its application, its grants and its keys. */
import type { Sabotage } from './sabotages.ts';

export const registrationSabotages: readonly Sabotage[] = [
  {
    breaks: 'registering an agent leaves the certificates of others alone',
    file: 'agent-core/entra/registration/ensure-certificate.ts',
    find: 'keys : [...keys, own]',
    replace: 'keys : [own]',
    project: 'pure',
    test: 'test/agent-core/entra/registration/registrar.test.ts',
  },
  {
    breaks: 'both keys are kept until the new one has signed in',
    file: 'agent-core/service/renew-certificate.ts',
    find: 'if (signedIn.ok) return switchOver(parts, kept.value',
    replace: 'return switchOver(parts, kept.value',
    project: 'pure',
    test: 'test/agent-core/service/certificate-care.test.ts',
  },
  {
    breaks: 'undoing a set-up removes only what this agent created',
    file: 'agent-core/entra/registration/remove-registration.ts',
    find: 'if (isCreatedBy(agentId, found.value)) return',
    replace: 'if (found.value !== null) return',
    project: 'pure',
    test: 'test/agent-core/entra/registration/registrar.test.ts',
  },
  {
    breaks: 'R32: the person who signed in does not stay an owner',
    file: 'agent-core/entra/registration/release-ownership.ts',
    find: 'if (!owners.value.value.some(',
    replace: 'if (owners.value.value.some(',
    project: 'pure',
    test: 'test/agent-core/entra/registration/registrar.test.ts',
  },
  {
    breaks: 'the certificate of the tenant is checked',
    file: 'agent-core/entra/network.ts',
    find: 'const tls = { secureContext:',
    replace: 'const tls = { rejectUnauthorized: false, secureContext:',
    project: 'lab',
    test: 'test/agent-core/entra/graph-tenant.lab.test.ts',
  },
];
