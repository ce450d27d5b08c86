/** Brings together what the set-up stored, and connects the two sides once for as long as it does not change. */
import { isDeepStrictEqual } from 'node:util';
import type { AgentActivity } from '../contract/agent-state.ts';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import type { Secret } from '../contract/secret.ts';
import type { DomainSettings, Settings } from '../contract/settings.ts';
import type { SecretStore } from '../storage/secret-files.ts';
import type { SavedSettings, SettingsStore } from '../storage/settings-store.ts';
import type { CredentialStore } from './credential-store.ts';
import type { ConnectSides, DomainCredential, Sides, TenantCredential } from './sides.ts';
import { unprovenChanges } from './unproven-changes.ts';

export interface Pairing {
  /** Problems: setup.required, setup.certificate-missing, secret.unreadable. */
  connect(): Result<{ readonly settings: Settings; readonly sides: Sides }>;
  /**
   * Both sides as a set-up with these would connect them, for the domains that are named here with these passwords. Nothing of it is kept.
   * Problems: as above, and settings.needs-set-up where a password that is kept would go to an account or controller that nobody proved.
   */
  connectAs(
    tried: Settings,
    passwords: ReadonlyMap<string, Secret>,
  ): Result<{ readonly settings: Settings; readonly sides: Sides }>;
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
  const readCredential = (): Result<TenantCredential> => {
    const credential = credentials.read();
    if (!credential.ok) return credential;
    return credential.value === null
      ? fail(problem('setup.certificate-missing', 'the key is gone'))
      : succeed(credential.value);
  };
  return {
    connect: () => {
      if (connected !== null) return succeed(connected);
      const saved = settingsStore.read();
      if (saved === null) return fail(problem('setup.required', 'there are no settings'));
      const domains = credentialsOf(saved, secrets);
      if (!domains.ok) return domains;
      const credential = readCredential();
      if (!credential.ok) return credential;
      connected = { settings: saved.settings, sides: connectSides(saved.settings, domains.value, credential.value) };
      return succeed(connected);
    },
    connectAs: (tried, passwords) => {
      const saved = settingsStore.read();
      if (saved === null) return fail(problem('setup.required', 'there are no settings'));
      const domains = triedCredentials(tried, passwords, saved, secrets);
      if (!domains.ok) return domains;
      const credential = readCredential();
      if (!credential.ok) return credential;
      const sides = connectSides(tried, domains.value, credential.value);
      // What was written a moment ago is known to the side that wrote it (rule R14).
      const isKnown = connected !== null && isDeepStrictEqual(connected.settings.tenant, tried.tenant);
      const tenant = isKnown && connected !== null ? connected.sides.tenant : sides.tenant;
      return succeed({ settings: tried, sides: { ...sides, tenant } });
    },
    restingActivity: () => activityOf(settingsStore.read()),
    forget: () => {
      connected = null;
    },
  };
}

/** Every domain with the password of its account. Problem: secret.unreadable. */
function credentialsOf(saved: SavedSettings, secrets: SecretStore): Result<readonly DomainCredential[]> {
  const credentials: DomainCredential[] = [];
  for (const domain of saved.settings.domains) {
    const password = readDomainPassword(saved, domain, secrets);
    if (!password.ok) return password;
    credentials.push({ domain, password: password.value });
  }
  return succeed(credentials);
}

/** Problems: settings.needs-set-up, secret.unreadable. */
function triedCredentials(
  tried: Settings,
  passwords: ReadonlyMap<string, Secret>,
  saved: SavedSettings,
  secrets: SecretStore,
): Result<readonly DomainCredential[]> {
  const credentials: DomainCredential[] = [];
  for (const domain of tried.domains) {
    const given = passwords.get(domain.name);
    const proven = saved.settings.domains.find(({ name }) => name === domain.name);
    const isProven = proven !== undefined && unprovenOf(saved.settings, proven, domain) === '';
    if (given === undefined && domain.identity === 'password' && !isProven)
      return fail(problem('settings.needs-set-up', `${domain.name}: no password is given`));
    const password = given === undefined ? readDomainPassword(saved, domain, secrets) : succeed(given);
    if (!password.ok) return password;
    credentials.push({ domain, password: password.value });
  }
  return succeed(credentials);
}

const unprovenOf = (settings: Settings, before: DomainSettings, after: DomainSettings): string =>
  unprovenChanges({ ...settings, domains: [before] }, { ...settings, domains: [after] });

/** The password that the set-up stored for this domain; null where the agent runs as the account. Problem: secret.unreadable. */
export function readDomainPassword(
  { passwordSecrets }: Pick<SavedSettings, 'passwordSecrets'>,
  domain: Pick<DomainSettings, 'name' | 'identity'>,
  secrets: SecretStore,
): Result<Secret | null> {
  if (domain.identity === 'service') return succeed(null);
  const name = passwordSecrets[domain.name];
  const password = name === undefined ? succeed(null) : secrets.read(name);
  if (!password.ok) return password;
  if (password.value === null) return fail(problem('secret.unreadable', `the password for ${domain.name} is gone`));
  return succeed(password.value);
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
    domains: settings.domains.map(describeDomain),
  };
}

function describeDomain(domain: DomainSettings) {
  const { name, controllers } = domain;
  // By the name of a domain one finds whichever of its controllers there are.
  return { name, controller: controllers.kind === 'chosen' ? controllers.hosts[0].host : name };
}
