/** setup.apply: proves that both sides work with these settings, then saves settings and password together. */
import { randomUUID } from 'node:crypto';
import { problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import { Secret } from '../../contract/secret.ts';
import type { SecretStore } from '../../storage/secret-files.ts';
import type { SettingsStore } from '../../storage/settings-store.ts';
import type { Clock } from '../../sync/clock.ts';
import type { AgentLog } from '../agent-log.ts';
import type { AgentStatus } from '../agent-status.ts';
import type { CredentialStore } from '../credential-store.ts';
import { describeCaller } from '../describe-caller.ts';
import { describePairing, type Pairing } from '../pairing.ts';
import type { Responder } from '../responder.ts';
import type { ConnectSides } from '../sides.ts';

export interface SetupParts {
  readonly settingsStore: SettingsStore;
  readonly secrets: SecretStore;
  readonly credentials: CredentialStore;
  readonly connectSides: ConnectSides;
  readonly pairing: Pairing;
  readonly status: AgentStatus;
  readonly clock: Clock;
  readonly log: AgentLog;
  readonly backUp: (now: string) => Result<void>;
}

const passwordPrefix = 'domain-password-';

export const applySetup =
  (parts: SetupParts): Responder<'setup.apply'> =>
  async ({ settings, domainPassword }, signal, caller) => {
    const isRunning = () => parts.status.read().activity.kind === 'running';
    if (isRunning()) return fail(problem('run.in-progress', 'set up again after it'));
    const credential = parts.credentials.read();
    if (!credential.ok) return credential;
    if (credential.value === null) return fail(problem('setup.certificate-missing', 'no certificate was made yet'));

    const password = new Secret(domainPassword);
    const { directory, tenant } = parts.connectSides(settings, password, credential.value);
    const verified = await directory.verify(signal);
    if (!verified.ok) return verified;
    const organization = await tenant.readOrganization(signal);
    if (!organization.ok) return organization;
    const { displayName: tenantDisplayName, tenantId, isSynchronisedElsewhere } = organization.value;
    if (isSynchronisedElsewhere)
      return fail(problem('tenant.other-synchronisation', `${tenantDisplayName} (${tenantId})`));

    if (isRunning()) return fail(problem('run.in-progress', 'it began during the set-up; set up again after it'));
    // The settings name their password: until they are saved, the earlier settings still find the earlier one.
    const passwordSecret = `${passwordPrefix}${randomUUID()}`;
    const kept = parts.secrets.write(passwordSecret, password);
    if (!kept.ok) return kept;
    const saved = parts.settingsStore.save(
      { settings, tenantDisplayName, passwordSecret },
      parts.clock.now(),
      describeCaller(caller),
    );
    if (!saved.ok) return saved;
    parts.pairing.forget();
    parts.secrets.keepOnly(passwordPrefix, passwordSecret);
    const copied = parts.backUp(parts.clock.now());
    if (!copied.ok) parts.log.warn('the record could not be backed up', { detail: copied.problem.detail });
    parts.status.changeActivity(parts.pairing.restingActivity());
    parts.log.info('set up', { tenant: tenantId, domain: settings.domain.name });
    return succeed(describePairing({ settings, tenantDisplayName }));
  };
