/** Brings the agent up from its data folder, and takes it down again without losing anything. */
import { controlAddressOf } from '../client/control-address.ts';
import { errorCodeOf } from '../contract/error-code.ts';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import type { RunReport } from '../contract/run-report.ts';
import { findGroup } from '../service-host/find-group.ts';
import { createApprovals } from '../storage/approvals.ts';
import { createAuditTrail } from '../storage/audit-trail.ts';
import { claimDataFolder, type DataFolder, takeNewRecordWish } from '../storage/data-folder.ts';
import { shrink } from '../storage/database.ts';
import { createEscrowStore } from '../storage/escrow-store.ts';
import { checkFreeSpace } from '../storage/free-space.ts';
import { createGuardHistory } from '../storage/guard-history.ts';
import { createHeldChanges } from '../storage/held-changes.ts';
import { openLastingCache } from '../storage/lasting-cache.ts';
import { createLinks } from '../storage/links.ts';
import { openLogFiles } from '../storage/log-files.ts';
import { readLogPage } from '../storage/log-pages.ts';
import { mendDataFolder } from '../storage/mend-data-folder.ts';
import { createObjectReader } from '../storage/object-reader.ts';
import { createPlatformSecrets } from '../storage/platform-secrets.ts';
import { createProvisioningReader } from '../storage/provisioning-reader.ts';
import { createRecordPruner } from '../storage/prune-record.ts';
import { openPutBack } from '../storage/put-back.ts';
import { openRecordDatabase } from '../storage/record-database.ts';
import { createOwnDeletions, createRunHistory, createSignInBlocks } from '../storage/run-history.ts';
import { createSettingsStore } from '../storage/settings-store.ts';
import { createUnknownChanges } from '../storage/unknown-changes.ts';
import type { Clock } from '../sync/clock.ts';
import type { Timer } from '../sync/timer.ts';
import type { AdministerDirectory } from './administer-directory.ts';
import { type AgentLog, createAgentLog } from './agent-log.ts';
import { AgentStatus } from './agent-status.ts';
import { createAudit } from './audit.ts';
import { CertificateCare } from './certificate-care.ts';
import type { ConnectionParts } from './control-connection.ts';
import { openControlServer } from './control-server.ts';
import { copySoon } from './copy-soon.ts';
import { createCredentialStore } from './credential-store.ts';
import type { CertificateParts } from './ensure-credential.ts';
import { followSettings } from './followed-settings.ts';
import { openHostedDoors } from './hosted-doors.ts';
import { createPairing } from './pairing.ts';
import { createPreviewLog } from './preview-log.ts';
import { createProtectedResponders } from './protected-responders.ts';
import { followQuarantine, slowedByQuarantine } from './quarantine-schedule.ts';
import { RecordRetention } from './record-retention.ts';
import type { Registrar } from './register-agent.ts';
import { createRegistrationStore } from './registration-store.ts';
import type { ReadLog } from './requests/log-read.ts';
import { createResponders } from './requests/responders.ts';
import type { Responders } from './responder.ts';
import { RightsCare } from './rights-care.ts';
import { Runner } from './runner.ts';
import { Schedule } from './schedule.ts';
import { SetupProgress } from './setup-progress.ts';
import type { ConnectSides, ConnectWithMemory } from './sides.ts';
import type { DiscoverDirectory, SurveyDirectory } from './survey-directory.ts';
import { tellOperators } from './tell-operators.ts';
import type { TenantKeys } from './tenant-keys.ts';
import { UpdateCare } from './updates/update-care.ts';
import { createUpdaterLink } from './updates/updater-link.ts';
import type { WindowsHosting } from './windows-hosting.ts';

export interface AgentOptions extends Omit<CertificateParts, 'credentials'> {
  readonly dataDir: string;
  readonly logLevel: 'info' | 'debug';
  readonly isNewRecordWanted: boolean;
  /** The group whose members may approve. */
  readonly approvers: string | null;
  /** Where the updater tells what it does; null where there is none. */
  readonly updatesDir: string | null;
  readonly clock: Clock;
  readonly timer: Timer;
  readonly connectSides: ConnectWithMemory;
  /** Bytes that are free on the disk of a folder. */
  readonly readFreeBytes: (dir: string) => number;
  /** After a run, of the process as a whole. */
  readonly releaseMemory: (shrink: () => void, hasWorked: boolean) => void;
  readonly surveyDirectory: SurveyDirectory;
  readonly discoverDirectory: DiscoverDirectory;
  readonly administerDirectory: AdministerDirectory;
  readonly registrar: Registrar;
  readonly keys: TenantKeys;
  /** Whether this account may be the agent's on this machine at all. */
  readonly mayRun: () => Result<void>;
  /** Of the service host for Windows; null where the agent opens its doors and looks after its folder itself. */
  readonly hosting: WindowsHosting | null;
  /** The account at the other end of a local socket; null where the system does not tell. */
  readonly readAccount: ConnectionParts['readAccount'];
}

export interface RunningAgent {
  readonly log: AgentLog;
  /** Ends the run in progress once what was sent has ended, records it and closes everything. */
  stop(): Promise<void>;
}

/** Problems: those of `mayRun`, agent.unknown-group, data.path-too-long, data.in-use, data.not-writable, data.untrusted-folder. Nothing stays open after a problem. */
export async function startAgent(options: AgentOptions): Promise<Result<RunningAgent>> {
  const allowed = options.mayRun();
  if (!allowed.ok) return allowed;
  const { control } = controlAddressOf(options.dataDir);
  if (isTooLongForSocket(control)) return fail(problem('data.path-too-long', control));
  const { approvers } = options;
  const approversGroupId = approvers === null ? null : findGroup(approvers);
  if (approvers !== null && approversGroupId === null) return fail(problem('agent.unknown-group', approvers));
  const folder = claimDataFolder(options.dataDir);
  if (!folder.ok) return folder;
  const { logsDir } = folder.value;
  const now = () => options.clock.now();
  const files = openLogFiles({ dir: logsDir, now, readFreeBytes: () => options.readFreeBytes(logsDir) });
  const ownLog = createAgentLog({ files, level: options.logLevel, now });
  const { hosting } = options;
  const log = hosting === null ? ownLog : tellOperators(ownLog, hosting.writeEvent, () => Date.parse(now()));
  const release = () => {
    files.close();
    folder.value.release();
  };
  const opened = tryOpenCore(options, folder.value, log);
  if (!opened.ok) {
    release();
    return opened;
  }
  const core = opened.value;
  const { responders, status, progress } = core;
  const parts = { responders, status, progress, log, readAccount: options.readAccount };
  const server =
    hosting === null
      ? await openControlServer(controlAddressOf(folder.value.dir), parts, approversGroupId)
      : succeed(openHostedDoors(hosting.orders, parts));
  if (!server.ok) {
    core.close();
    release();
    return server;
  }
  log.info('agent started', { state: core.status.read().activity.kind, dataDir: folder.value.dir });
  for (const found of core.status.read().problems) log.warn(found.title, { code: found.code, detail: found.detail });
  const stop = async () => {
    await core.stopRunning();
    await server.value.close();
    core.close();
    log.info('agent stopped');
    release();
  };
  return succeed({ log, stop });
}

/** Linux keeps 108 bytes for the path of a socket, the last of them a zero; other systems keep fewer (unix(7)). */
function isTooLongForSocket(path: string): boolean {
  const most = process.platform === 'linux' ? 107 : 103;
  return process.platform !== 'win32' && Buffer.byteLength(path) > most;
}

interface Core {
  readonly responders: Responders;
  readonly status: AgentStatus;
  readonly progress: SetupProgress;
  stopRunning(): Promise<void>;
  close(): void;
}

/** What the disk refuses is a problem; anything else is a defect. */
function tryOpenCore(options: AgentOptions, folder: DataFolder, log: AgentLog): Result<Core> {
  try {
    return succeed(openCore(options, folder, log));
  } catch (error) {
    const isRefusal = error instanceof Error && 'code' in error;
    if (!isRefusal) throw error;
    return fail(problem('data.not-writable', `${folder.dir}: ${errorCodeOf(error)}`));
  }
}

/** Whoever reads only the log must learn, too, that a run did not come to its end. */
function tellInterrupted(log: AgentLog, { runId, startedAt, counts, problems }: RunReport): void {
  const { applied, unknown, held, failed } = counts;
  for (const { title, code } of problems)
    log.warn(title, { run: runId, code, startedAt, applied, unknown, held, failed });
}

/** Everything between the databases and the control server. */
function openCore(options: AgentOptions, folder: DataFolder, log: AgentLog): Core {
  const { clock, timer } = options;
  const isWished = takeNewRecordWish(folder);
  const isNewRecordWanted = options.isNewRecordWanted || isWished;
  const now = clock.now();
  const progress = new SetupProgress();
  const readLog: ReadLog = (query) => readLogPage(folder.logsDir, query);
  const updater = createUpdaterLink({ dataDir: folder.dir, updatesDir: options.updatesDir });
  const record = openRecordDatabase({ path: folder.recordPath, backupsDir: folder.backupsDir, now, isNewRecordWanted });
  if (record.kind === 'protected') {
    const status = new AgentStatus(now, record, null, [record.problem]);
    const responders = createProtectedResponders(
      {
        status,
        readLog,
        updater,
        clock,
        checkSpace: () => checkFreeSpace(folder.dir, options.readFreeBytes),
        mendDataFolder: () => (options.hosting?.lookAtFolder ?? mendDataFolder)(folder.dir),
      },
      record.problem,
    );
    return { responders, status, progress, stopRunning: async () => {}, close: () => {} };
  }

  const putBack = openPutBack(folder.dir);
  const cache = openLastingCache(folder.cachePath, () => clock.now(), putBack.doubt() !== null);
  const secrets = createPlatformSecrets(folder.secretsDir);
  const credentials = createCredentialStore(secrets);
  const settingsStore = followSettings(createSettingsStore(record.database), () => {
    schedule.follow();
    rights.lookNow();
  });
  const history = createRunHistory(record.database, clock);
  for (const report of history.closeInterrupted(now)) tellInterrupted(log, report);
  const lastRun = history.newest();
  const blocks = createSignInBlocks(record.database);
  const deletions = createOwnDeletions(record.database);
  const links = createLinks(record.database);
  const guardHistory = createGuardHistory(record.database);
  const approvals = createApprovals(record.database);
  const auditTrail = createAuditTrail(record.database);
  const previews = createPreviewLog();
  const connectSides: ConnectSides = (...given) => options.connectSides(...given, cache.directories);
  const pairing = createPairing(settingsStore, secrets, credentials, connectSides);
  const provisioning = createProvisioningReader(folder.recordPath);
  const objects = createObjectReader({ cache: folder.cachePath, record: folder.recordPath });
  const resting = pairing.restingActivity();
  const status = new AgentStatus(now, resting, resting.kind === 'unconfigured' ? null : lastRun, []);
  status.report('cache', cache.problem);
  status.report('put-back', putBack.doubt());
  const checkSpace = () => {
    const space = checkFreeSpace(folder.dir, options.readFreeBytes);
    status.report('disk', space.ok ? null : space.problem);
    return space;
  };
  const backUp = async (at: string) => {
    const space = checkSpace();
    return space.ok ? record.backUp(at) : space;
  };
  const unknown = createUnknownChanges(record.database);
  const runner = new Runner({
    pairing,
    status,
    seen: cache.seen,
    remembered: cache.remembered,
    ensureCache: async () => {
      const found = await cache.ensureWhole();
      if (found === null) return;
      status.report('cache', found);
      log.warn(found.title, { code: found.code, detail: found.detail });
    },
    links,
    blocks,
    deletions,
    guardHistory,
    approvals,
    putBack,
    unknown,
    escrows: createEscrowStore(record.database),
    history,
    previews,
    clock,
    log,
    backUp,
    checkSpace,
    releaseMemory: (hasWorked) =>
      options.releaseMemory(() => {
        cache.shrink();
        shrink(record.database);
      }, hasWorked),
  });
  const schedule = new Schedule(
    {
      runner,
      clock,
      timer,
      log,
      readSettings: () => slowedByQuarantine(settingsStore.read()?.settings.schedule ?? null, status.read()),
      onChange: () => status.announce(),
      // A full disk is reported by itself.
      onRefusal: (refusal) => status.report('schedule', refusal?.code === 'data.disk-full' ? null : refusal),
    },
    lastRun?.startedAt ?? null,
  );
  const retention = new RecordRetention({
    pruner: createRecordPruner(record.database),
    runner,
    clock,
    log,
    readSettings: () => settingsStore.read()?.settings.retention ?? null,
  });
  const credential = credentials.read();
  status.report('certificate', credential.ok ? null : credential.problem);
  status.showSchedule(() => schedule.read());
  followQuarantine(status, () => schedule.follow());
  const registrations = createRegistrationStore(secrets);
  const care = new CertificateCare({
    ...options,
    credentials,
    registrations,
    status,
    log,
    onRenewed: () => pairing.forget(),
    readSettings: () => settingsStore.read()?.settings ?? null,
  });
  care.start();
  const rights = new RightsCare({ ...options, settingsStore, secrets, status, log });
  rights.lookNow();
  const updates = new UpdateCare({
    updater,
    clock,
    timer,
    log,
    status,
    readSettings: () => settingsStore.read()?.settings.updates ?? null,
  });
  updates.tell();
  updates.start();
  return {
    responders: createResponders({
      ...options,
      connectSides,
      progress,
      registrations,
      settingsStore,
      secrets,
      credentials,
      pairing,
      links,
      status,
      log,
      runner,
      history,
      previews,
      updater,
      backUp,
      readLog,
      approvals,
      heldChanges: createHeldChanges(record.database),
      unknown,
      auditTrail,
      audit: createAudit(auditTrail, clock, log, copySoon({ backUp, clock, log })),
      onSetUp: () => schedule.countFromSetUp(),
      onRightsChanged: () => rights.lookNow(),
      lookAtRights: (domain, settings) => rights.lookAt(domain, settings),
      provisioning,
      objects,
      checkSpace,
      mendDataFolder: () => (options.hosting?.lookAtFolder ?? mendDataFolder)(folder.dir),
    }),
    status,
    progress,
    stopRunning: async () => {
      schedule.stop();
      await Promise.all([
        runner.stop(),
        care.stop(),
        rights.stop(),
        updates.stop(),
        retention.stop(),
        provisioning.close(),
        objects.close(),
      ]);
      await record.copied();
    },
    close: () => {
      cache.close();
      record.database.close();
    },
  };
}
