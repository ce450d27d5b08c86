/** registration.remove: undoes a set-up that was not finished. */
import { problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import { Secret } from '../../contract/secret.ts';
import type { SettingsStore } from '../../storage/settings-store.ts';
import type { Responder } from '../responder.ts';
import type { RegistrationParts } from './registration-apply.ts';

export interface RemovalParts extends RegistrationParts {
  readonly settingsStore: Pick<SettingsStore, 'read'>;
}

export const removeRegistration =
  (parts: RemovalParts): Responder<'registration.remove'> =>
  async ({ tenant, accessToken }, signal, caller) => {
    const { registrar, registrations, credentials, settingsStore, progress, log, audit } = parts;
    const saved = settingsStore.read();
    if (saved !== null) return fail(problem('registration.in-use', saved.tenantDisplayName));
    const removed = await progress.alone(async (): Promise<Result<Record<string, never>>> => {
      const record = registrations.read();
      if (!record.ok) return record;
      const credential = credentials.read();
      if (!credential.ok) return credential;
      const own = { agentId: record.value.agentId, certificatePem: credential.value?.certificatePem ?? null };
      const undone = await registrar.remove(tenant, new Secret(accessToken), own, signal);
      if (!undone.ok) return undone;
      const { application } = record.value;
      audit.note('registrationRemoved', caller, `application ${application?.clientId ?? 'that was half made'}`);
      log.info('registration removed from the tenant');
      const forgotten = registrations.rememberApplication(null);
      return forgotten.ok ? succeed({}) : forgotten;
    });
    return removed ?? fail(problem('setup.in-progress', 'a registration is under way'));
  };
