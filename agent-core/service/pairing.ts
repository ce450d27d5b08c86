/** Brings together what the set-up stored, and connects the two sides once for as long as it does not change. */
import type { AgentActivity } from '../contract/agent-state.ts';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import type { Settings } from '../contract/settings.ts';
import type { SecretStore } from '../storage/secret-files.ts';
import type { SavedSettings, SettingsStore } from '../storage/settings-store.ts';
import type { CredentialStore } from './credential-store.ts';
import type { ConnectSides, Sides } from './sides.ts';

export interface Pairing {
  /** Problems: setup.required, setup.certificate-missing, secret.unreadable. */
  connect(): Result<{ readonly settings: Settings; readonly sides: Sides }>;
  /** What the agent is when it does nothing. */
  restingActivity(): AgentActivity;
  /** Called after the set-up changed something. */
  forget(): void;
}

export function createPairing(
  settingsStore: SettingsStore,
  secrets: SecretStore,
  credentials: CredentialStore,
  connectSides: ConnectSides,
): Pairing {
  let connected: { readonly settings: Settings; readonly sides: Sides } | null = null;
  return {
    connect: () => {
      if (connected !== null) return succeed(connected);
      const saved = settingsStore.read();
      if (saved === null) return fail(problem('setup.required', 'there are no settings'));
      const password = secrets.read(saved.passwordSecret);
      if (!password.ok) return password;
      if (password.value === null)
        return fail(problem('secret.unreadable', 'the password of the domain account is gone'));
      const credential = credentials.read();
      if (!credential.ok) return credential;
      if (credential.value === null) return fail(problem('setup.certificate-missing', 'the key is gone'));
      connected = { settings: saved.settings, sides: connectSides(saved.settings, password.value, credential.value) };
      return succeed(connected);
    },
    restingActivity: () => activityOf(settingsStore.read()),
    forget: () => {
      connected = null;
    },
  };
}

function activityOf(saved: SavedSettings | null): AgentActivity {
  return saved === null ? { kind: 'unconfigured' } : { kind: 'idle', ...describePairing(saved) };
}

/** Names both sides for a person. */
export function describePairing({
  settings,
  tenantDisplayName,
}: Pick<SavedSettings, 'settings' | 'tenantDisplayName'>) {
  return {
    tenant: { tenantId: settings.tenant.tenantId, displayName: tenantDisplayName },
    domain: { name: settings.domain.name, controller: settings.domain.controller.host },
  };
}
