/** registration.script: what an administrator elsewhere runs to register this agent. */
import { succeed } from '../../contract/result.ts';
import { ensureCredential } from '../ensure-credential.ts';
import type { Responder } from '../responder.ts';
import type { RegistrationParts } from './registration-apply.ts';

export const writeRegistrationScript =
  (parts: RegistrationParts): Responder<'registration.script'> =>
  async ({ tenant }, _signal, caller) => {
    const ensured = await ensureCredential(parts);
    if (!ensured.ok) return ensured;
    const record = parts.registrations.read();
    if (!record.ok) return record;
    const { certificatePem } = ensured.value.credential;
    parts.audit.note('registrationScriptWritten', caller, `for agent ${record.value.agentId}`);
    return succeed({ script: parts.registrar.script(tenant, record.value.agentId, certificatePem) });
  };
