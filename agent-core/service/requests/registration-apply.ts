/** registration.apply: creates or repairs all that the agent needs in the tenant. */
import { problem } from '../../contract/problem.ts';
import { fail } from '../../contract/result.ts';
import { Secret } from '../../contract/secret.ts';
import type { AgentLog } from '../agent-log.ts';
import type { Audit } from '../audit.ts';
import { type CertificateParts, type CertificateUsers, ensureCredential } from '../ensure-credential.ts';
import type { Registrar } from '../register-agent.ts';
import type { RegistrationStore } from '../registration-store.ts';
import type { Responder } from '../responder.ts';
import type { SetupProgress } from '../setup-progress.ts';

export interface RegistrationParts extends CertificateParts, CertificateUsers {
  readonly registrar: Registrar;
  readonly registrations: RegistrationStore;
  readonly progress: SetupProgress;
  readonly log: AgentLog;
  readonly audit: Audit;
}

export const applyRegistration = (parts: RegistrationParts): Responder<'registration.apply'> => {
  const { registrar, registrations, progress, log, audit } = parts;
  return async ({ tenant, accessToken }, signal, caller) => {
    const applied = await progress.alone(async () => {
      const ensured = await ensureCredential(parts);
      if (!ensured.ok) return ensured;
      const record = registrations.read();
      if (!record.ok) return record;
      const follow = progress.follow.bind(progress);
      const options = { agentId: record.value.agentId, credential: ensured.value.credential, follow };
      const registered = await registrar.apply(tenant, new Secret(accessToken), options, signal);
      if (!registered.ok) return registered;
      const { clientId, objectId, ownershipExtension, grantsMissing } = registered.value;
      const remembered = registrations.rememberApplication({ clientId, objectId, ownershipExtension });
      if (!remembered.ok) return remembered;
      audit.note('registered', caller, `application ${clientId} through ${tenant.graph}${missingText(grantsMissing)}`);
      log.info('registered in the tenant', { clientId, grantsMissing: grantsMissing.join(', ') });
      return registered;
    });
    return applied ?? fail(problem('setup.in-progress', 'a registration is under way'));
  };
};

const missingText = (grantsMissing: readonly string[]) =>
  grantsMissing.length === 0 ? '' : `; not granted: ${grantsMissing.join(', ')}`;
