/** setup.apply: proves that both sides work with these settings, then saves settings and passwords together. */
import { describeDifference } from '../../contract/describe-difference.ts';
import { problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import { Secret } from '../../contract/secret.ts';
import type { DomainSettings, Settings } from '../../contract/settings.ts';
import type { SecretStore } from '../../storage/secret-files.ts';
import type { SavedSettings, SettingsStore } from '../../storage/settings-store.ts';
import type { Links } from '../../sync/memory.ts';
import type { AgentLog } from '../agent-log.ts';
import type { AgentStatus } from '../agent-status.ts';
import { completeSettings } from '../complete-settings.ts';
import type { CredentialStore } from '../credential-store.ts';
import { describeCaller } from '../describe-caller.ts';
import { type EndingParts, endApprovals } from '../end-approvals.ts';
import { forgetOtherPasswords, keepDomainPasswords, otherPasswordText } from '../keep-domain-passwords.ts';
import { describePairing, type Pairing, readDomainPassword } from '../pairing.ts';
import type { RegistrationStore } from '../registration-store.ts';
import type { Responder } from '../responder.ts';
import type { ConnectSides, DomainCredential } from '../sides.ts';

export interface SetupParts extends EndingParts {
  readonly settingsStore: SettingsStore;
  readonly secrets: SecretStore;
  readonly credentials: CredentialStore;
  readonly registrations: RegistrationStore;
  readonly connectSides: ConnectSides;
  readonly pairing: Pairing;
  readonly links: Links;
  readonly status: AgentStatus;
  readonly log: AgentLog;
  readonly backUp: (now: string) => Promise<Result<void>>;
  /** Called as soon as it is saved, before any run can begin. */
  readonly onSetUp: () => void;
}

export const applySetup =
  (parts: SetupParts): Responder<'setup.apply'> =>
  async ({ settings: given, domainPasswords, mayReplace }, signal, caller) => {
    const isRunning = () => parts.status.read().activity.kind === 'running';
    if (isRunning()) return fail(problem('run.in-progress', 'set up again after it'));
    const credential = parts.credentials.read();
    if (!credential.ok) return credential;
    if (credential.value === null) return fail(problem('setup.certificate-missing', 'no certificate was made yet'));

    const application = parts.registrations.readApplication();
    if (!application.ok) return application;
    const settings = completeSettings(given, parts.settingsStore, application.value);

    const saved = parts.settingsStore.read();
    const before = saved?.settings;
    const replaced = describeReplaced(parts, settings);
    if (replaced !== null && !mayReplace) return fail(problem('setup.would-replace', replaced));

    const domains = credentialsFrom(settings, domainPasswords);
    if (!domains.ok) return domains;
    const { directories, tenant } = parts.connectSides(settings, domains.value, credential.value);
    for (const directory of directories) {
      const verified = await directory.verify(signal);
      if (!verified.ok) return verified;
    }
    const organization = await tenant.readOrganization(signal);
    if (!organization.ok) return organization;
    const { displayName: tenantDisplayName, tenantId, isSynchronisedElsewhere } = organization.value;
    if (isSynchronisedElsewhere)
      return fail(problem('tenant.other-synchronisation', `${tenantDisplayName} (${tenantId})`));

    if (isRunning()) return fail(problem('run.in-progress', 'it began during the set-up; set up again after it'));
    const passwordSecrets = keepDomainPasswords(domains.value, parts.secrets);
    if (!passwordSecrets.ok) return passwordSecrets;
    const otherPasswords = saved === null ? [] : otherPasswordsIn(domains.value, saved, parts.secrets);
    const ended = before === undefined ? succeed(0) : endApprovals(parts, { before, after: settings }, caller);
    if (!ended.ok) return ended;
    const pairing = { settings, tenantDisplayName, passwordSecrets: passwordSecrets.value };
    const written = parts.settingsStore.save(pairing, parts.clock.now(), describeCaller(caller));
    if (!written.ok) return written;
    parts.onSetUp();
    parts.pairing.forget();
    forgetOtherPasswords(parts.secrets, passwordSecrets.value);
    parts.status.changeActivity(parts.pairing.restingActivity());
    const changes = before === undefined ? [] : describeDifference(before, settings);
    const said = [describeSides(settings), ...(replaced === null ? [] : [replaced]), ...changes];
    parts.audit.note('setUp', caller, said.join('; '));
    for (const { name, account } of otherPasswords)
      parts.audit.note('settingsSaved', caller, otherPasswordText(written.value, name, account));
    if (replaced !== null) parts.log.warn('the set-up replaced a pairing', { replaced });
    const copied = await parts.backUp(parts.clock.now());
    if (!copied.ok) parts.log.warn('the record could not be backed up', { detail: copied.problem.detail });
    parts.log.info('set up', { tenant: tenantId, domains: settings.domains.map(({ name }) => name) });
    return succeed({
      ...describePairing({ settings, tenantDisplayName }),
      ...(ended.value > 0 && { approvalsEnded: ended.value }),
    });
  };

/** The domains whose account is the same and has another password, as after directory.password. What was kept and cannot be read is another one, too. */
function otherPasswordsIn(
  given: readonly DomainCredential[],
  saved: SavedSettings,
  secrets: SecretStore,
): readonly DomainSettings[] {
  return given.flatMap(({ domain, password }) => {
    const before = saved.settings.domains.find(({ name }) => name === domain.name);
    if (password === null || before?.account !== domain.account || before.identity !== 'password') return [];
    const kept = readDomainPassword(saved, before, secrets);
    return kept.ok && kept.value?.reveal() === password.reveal() ? [] : [domain];
  });
}

/** What the settings before named and these do not, if objects are linked; null when nothing is lost. */
function describeReplaced({ settingsStore, links }: SetupParts, next: Settings): string | null {
  const saved = settingsStore.read();
  const linked = saved === null ? 0 : links.read().size;
  if (saved === null || linked === 0) return null;
  const { domains, tenant, configurationId } = saved.settings;
  const isKept = ({ name }: { readonly name: string }) => next.domains.some((domain) => domain.name === name);
  const given = [
    ...domains.filter((domain) => !isKept(domain)).map(({ name }) => name),
    ...(configurationId === next.configurationId ? [] : [`configuration ${configurationId}`]),
    ...(tenant.tenantId === next.tenant.tenantId ? [] : [`${saved.tenantDisplayName} (${tenant.tenantId})`]),
  ];
  if (given.length === 0) return null;
  return `${given.join(', ')} (linked objects: ${linked}) would be replaced by ${describeSides(next)}`;
}

const describeSides = ({ domains, tenant }: Settings) =>
  `${domains.map(({ name }) => name).join(', ')} with tenant ${tenant.tenantId}`;

/** Every domain needs a password, unless the agent runs as its account, and every password a domain. Problems: setup.password-missing, setup.unknown-domain. */
function credentialsFrom(
  { domains }: Settings,
  passwords: Readonly<Record<string, string>>,
): Result<readonly DomainCredential[]> {
  const stray = Object.keys(passwords).find((name) => !domains.some((domain) => domain.name === name));
  if (stray !== undefined) return fail(problem('setup.unknown-domain', stray));
  const credentials: DomainCredential[] = [];
  for (const domain of domains) {
    const password = passwords[domain.name];
    if (domain.identity === 'service') {
      credentials.push({ domain, password: null });
      continue;
    }
    if (password === undefined) return fail(problem('setup.password-missing', domain.name));
    credentials.push({ domain, password: new Secret(password) });
  }
  return succeed(credentials);
}
