/** The parts of an agent behind its control server: stores in memory, both sides fakes. */
import { problem } from '../../agent-core/contract/problem.ts';
import { fail, type Result, succeed } from '../../agent-core/contract/result.ts';
import { Secret } from '../../agent-core/contract/secret.ts';
import type { Settings } from '../../agent-core/contract/settings.ts';
import { AgentStatus } from '../../agent-core/service/agent-status.ts';
import { createAudit } from '../../agent-core/service/audit.ts';
import { createCredentialStore } from '../../agent-core/service/credential-store.ts';
import { createPairing } from '../../agent-core/service/pairing.ts';
import { createPreviewLog } from '../../agent-core/service/preview-log.ts';
import { createRegistrationStore } from '../../agent-core/service/registration-store.ts';
import { Runner } from '../../agent-core/service/runner.ts';
import { SetupProgress } from '../../agent-core/service/setup-progress.ts';
import type { TenantCredential } from '../../agent-core/service/sides.ts';
import type { DirectoryObject } from '../../agent-core/sync/directory-source.ts';
import { drivenClock } from './driven-clock.ts';
import { fakeAdministration } from './fake-administration.ts';
import { fakeDirectory } from './fake-directory.ts';
import { fakeRegistrar } from './fake-registrar.ts';
import { fakeSurvey } from './fake-survey.ts';
import { fakeTenant } from './fake-tenant.ts';
import { fakeUpdater, noUpdater } from './fake-updater.ts';
import { memoryAgentLog } from './memory-agent-log.ts';
import { memoryRecord } from './memory-record.ts';
import { diskIsFull, memoryRunLog } from './memory-run-log.ts';
import { memorySeenObjects } from './memory-seen-objects.ts';
import { memorySecrets, memorySettings } from './memory-stores.ts';
import { settings } from './settings.ts';

export const credential: TenantCredential = {
  certificatePem: 'the certificate',
  privateKeyPem: new Secret('the private key'),
};

/** Made when the time of the tests begins. */
export const certificateLife = {
  thumbprintSha256: 'ab',
  notBefore: '2026-03-02T08:00:00.000Z',
  notAfter: '2027-03-02T08:00:00.000Z',
} as const;

/** An agent with a certificate, not set up yet. */
export function agentParts(objects: readonly DirectoryObject[] = []) {
  const directory = fakeDirectory(objects);
  const tenant = fakeTenant();
  const secrets = memorySecrets();
  const settingsStore = memorySettings();
  const credentials = createCredentialStore(secrets);
  credentials.write(credential);
  const connections: { settings: Settings; passwords: readonly (string | null)[] }[] = [];
  let verify = async (): Promise<Result<void>> => succeed(undefined);
  const connectSides: Parameters<typeof createPairing>[3] = (given, domains) => {
    connections.push({ settings: given, passwords: domains.map(({ password }) => password?.reveal() ?? null) });
    return { directories: domains.map(() => ({ ...directory, verify: () => verify() })), tenant };
  };
  const pairing = createPairing(settingsStore, secrets, credentials, connectSides);
  const status = new AgentStatus('2026-03-02T08:00:00.000Z', pairing.restingActivity(), null, []);
  const log = memoryAgentLog();
  const history = memoryRunLog();
  const previews = createPreviewLog();
  const seen = memorySeenObjects();
  const backups: string[] = [];
  let isDiskFull = false;
  let released = 0;
  let ensured = 0;
  let checkSpace = (): Result<void> => succeed(undefined);
  const backUp = async (now: string): Promise<Result<void>> => {
    if (isDiskFull) return fail(diskIsFull);
    backups.push(now);
    return succeed(undefined);
  };
  const clock = drivenClock();
  const record = memoryRecord();
  const audit = createAudit(record.auditTrail, clock, log, () => undefined);
  const runner = new Runner({
    pairing,
    status,
    seen,
    remembered: null,
    ensureCache: async () => {
      ensured += 1;
    },
    links: history.links,
    blocks: history.blocks,
    deletions: history.deletions,
    guardHistory: history.guardHistory,
    approvals: record.approvals,
    putBack: { doubt: () => null, end: () => succeed(undefined) },
    unknown: history.unknown,
    escrows: history.escrows,
    history,
    previews,
    clock,
    log,
    backUp,
    checkSpace: () => checkSpace(),
    releaseMemory: () => {
      released += 1;
    },
  });
  return {
    directory,
    tenant,
    secrets,
    settingsStore,
    credentials,
    connections,
    connectSides,
    ...fakeSurvey(),
    ...fakeAdministration(),
    updater: fakeUpdater(noUpdater).updater,
    ...fakeRegistrar(),
    registrations: createRegistrationStore(secrets),
    progress: new SetupProgress(),
    pairing,
    links: history.links,
    audit,
    onSetUp: () => {},
    onRightsChanged: () => {},
    lookAtRights: async (): Promise<Result<void>> => succeed(undefined),
    auditTrail: record.auditTrail,
    approvals: record.approvals,
    heldChanges: record.heldChanges,
    unknown: history.unknown,
    status,
    log,
    history,
    previews,
    seen,
    backUp,
    backups,
    /** A trigger stands for a disk that takes no more. */
    fillUpAudit: () =>
      record.database.exec("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END"),
    fillUpBackups: () => {
      isDiskFull = true;
    },
    clock,
    runner,
    /** How often. */
    released: () => released,
    /** How often it was looked whether the cache is whole. */
    ensured: () => ensured,
    onCheckSpace: (next: typeof checkSpace) => {
      checkSpace = next;
    },
    onVerify: (next: typeof verify) => {
      verify = next;
    },
  };
}

/** The same agent after its set-up. */
export function configuredParts(objects: readonly DirectoryObject[] = []) {
  const parts = agentParts(objects);
  parts.secrets.write('domain-password-1', new Secret('first password'));
  const saved = {
    settings: settings(),
    tenantDisplayName: 'Contoso',
    passwordSecrets: { 'contoso.com': 'domain-password-1' },
  };
  parts.settingsStore.save(saved, 'now', 'a test');
  parts.status.changeActivity(parts.pairing.restingActivity());
  return parts;
}

export const unreachable = problem('tenant.unreachable', 'graph');
