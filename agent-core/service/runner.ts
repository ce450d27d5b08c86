/** Starts runs and previews, one at a time, and tells those who wait how they ended. */
import { randomUUID } from 'node:crypto';
import type { AgentActivity } from '../contract/agent-state.ts';
import { type RunId, runIdSchema } from '../contract/identifiers.ts';
import type { Change, HeldObject } from '../contract/plan.ts';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import type { Outcome, RunReport, RunStep } from '../contract/run-report.ts';
import type { Secret } from '../contract/secret.ts';
import type { Settings } from '../contract/settings.ts';
import type { PutBack } from '../storage/put-back.ts';
import type { Intent } from '../sync/apply.ts';
import { reportBrokenRun } from '../sync/broken-run.ts';
import type { Clock } from '../sync/clock.ts';
import { doubtDirectory } from '../sync/doubt-directory.ts';
import type { RememberedSides } from '../sync/import-open.ts';
import type {
  Approvals,
  Escrows,
  GuardHistory,
  Links,
  OpenRunLog,
  OwnDeletions,
  RunLog,
  SeenObjects,
  SignInBlocks,
  UnknownChanges,
} from '../sync/memory.ts';
import { run } from '../sync/run.ts';
import type { AgentLog } from './agent-log.ts';
import type { AgentStatus } from './agent-status.ts';
import type { Pairing } from './pairing.ts';
import { RunTrouble, tellPreview } from './run-trouble.ts';
import type { Sides } from './sides.ts';
import { unprovenChanges } from './unproven-changes.ts';

export interface RunnerParts {
  readonly pairing: Pairing;
  readonly status: AgentStatus;
  readonly seen: SeenObjects;
  readonly remembered: RememberedSides | null;
  /** Before what is seen and remembered is relied on. */
  readonly ensureCache: () => Promise<void>;
  readonly links: Links;
  readonly blocks: SignInBlocks;
  readonly deletions: OwnDeletions;
  readonly guardHistory: GuardHistory;
  readonly approvals: Approvals;
  readonly unknown: UnknownChanges;
  readonly escrows: Escrows;
  readonly putBack: PutBack;
  readonly history: RunLog;
  readonly previews: RunLog;
  readonly clock: Clock;
  readonly log: AgentLog;
  /** Keeps a copy of the record. @param now ISO 8601 */
  readonly backUp: (now: string) => Promise<Result<void>>;
  /** Problems: data.disk-full. */
  readonly checkSpace: () => Result<void>;
  /** After every run and preview: the next one is minutes away. */
  readonly releaseMemory: (hasWorked: boolean) => void;
}

/** What was learned and decided meanwhile is not older than this in a copy. */
const copiedEveryMs = 3_600_000;

interface Asked {
  readonly startedBy: string;
  readonly triesWaiting: boolean;
  /** In place of those that were saved; null for those. */
  readonly settings: Settings | null;
  /** By the name of the domain: both sides are connected as a set-up with these would. Null for the sides there are. */
  readonly domainPasswords: ReadonlyMap<string, Secret> | null;
}

interface Job {
  readonly runId: RunId;
  readonly abort: AbortController;
  readonly ended: Promise<RunReport>;
}

export class Runner {
  readonly #parts: RunnerParts;
  readonly #trouble: RunTrouble;
  readonly #startListeners = new Set<() => void>();
  #job: Job | null = null;
  /** On the clock that only goes on; null before the first copy. */
  #copiedMs: number | null = null;

  constructor(parts: RunnerParts) {
    this.#parts = parts;
    this.#trouble = new RunTrouble(parts.log);
  }

  /**
   * @param tries by the schedule, what failed waits for its next attempt; a person wants to see what becomes of everything
   * Problems: run.in-progress, setup.required, data.disk-full, data.write-failed and those of the pairing.
   */
  startRun(startedBy = 'the agent', tries: 'everything' | 'what is due' = 'everything'): Result<RunId> {
    const space = this.#parts.checkSpace();
    if (!space.ok) return space;
    const recorder = withRoom(this.#parts.history, this.#parts.checkSpace);
    const triesWaiting = tries === 'everything';
    const started = this.#start(
      recorder,
      { startedBy, triesWaiting, settings: null, domainPasswords: null },
      ({ tenant }) => ({
        kind: 'apply',
        writer: tenant,
      }),
    );
    if (!started.ok) return started;
    for (const listener of this.#startListeners) listener();
    return succeed(started.value.runId);
  }

  /** Called whenever a run has started, whoever wanted it; not for previews. @returns stops listening */
  onStart(listener: () => void): () => void {
    this.#startListeners.add(listener);
    return () => this.#startListeners.delete(listener);
  }

  /** Settles when what is in progress now has ended. */
  async settled(): Promise<void> {
    await this.#job?.ended;
  }

  /**
   * @param settings to look what they would do, without saving them; null for those that were saved
   * @param signal ends the preview
   * @param domainPasswords with which a set-up with these settings would sign in; null where they are tried on the two sides there are
   */
  async preview(
    settings: Settings | null,
    signal: AbortSignal,
    domainPasswords: ReadonlyMap<string, Secret> | null = null,
  ): Promise<Result<RunReport>> {
    const asked = { startedBy: 'a preview', triesWaiting: false, settings, domainPasswords };
    const started = this.#start(this.#parts.previews, asked, () => ({ kind: 'preview' }));
    if (!started.ok) return started;
    const cancel = () => started.value.abort.abort();
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) cancel();
    try {
      return succeed(await started.value.ended);
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  }

  /** How the run ended, if it is the one in progress; null otherwise. */
  ending(runId: RunId): Promise<RunReport> | null {
    return this.#job?.runId === runId ? this.#job.ended : null;
  }

  /** @returns false when this run is not in progress */
  cancel(runId: RunId): boolean {
    if (this.#job?.runId !== runId) return false;
    this.#job.abort.abort();
    return true;
  }

  /** Stops what is in progress and waits until it is recorded. */
  async stop(): Promise<void> {
    this.#job?.abort.abort();
    await this.#job?.ended;
  }

  #start(runLog: RunLog, asked: Asked, intentFor: (sides: Sides) => Intent): Result<Job> {
    const { pairing, links, blocks, deletions, guardHistory, approvals, unknown, escrows, status, clock, log } =
      this.#parts;
    if (this.#job !== null) return fail(problem('run.in-progress', this.#job.runId));
    const connected = connect(pairing, asked);
    if (!connected.ok) return connected;
    const runId = runIdSchema.parse(randomUUID());
    const opened = runLog.begin(runId, clock.now(), asked.startedBy);
    if (!opened.ok) return opened;

    const { settings, sides } = connected.value;
    const record = withOutcomes(opened.value);
    const intent = intentFor(sides);
    const abort = new AbortController();
    const resting = pairing.restingActivity();
    const onStep = (step: RunStep) => {
      log.debug('step', { run: runId, step });
      // The first is shown already.
      if (step !== 'import') this.#show(intent, runningActivity(resting, runId, record.startedAt, step));
    };
    log.info(`${intent.kind === 'apply' ? 'run' : 'preview'} started`, { run: runId });
    const { tenant } = sides;
    const doubt = this.#parts.putBack.doubt();
    const directories = doubt === null ? sides.directories : sides.directories.map((one) => doubtDirectory(one, doubt));
    // A preview looks and leaves no trace.
    const seen = intent.kind === 'apply' ? this.#parts.seen : withoutTrace(this.#parts.seen);
    const quarantineBefore = status.read().lastRun?.quarantine ?? null;
    const memory = { seen, links, blocks, deletions, guardHistory, approvals, unknown, escrows, quarantineBefore };
    // What was judged is remembered by the settings that hold: others look at everything, and leave that as it is.
    const remembered = asked.settings === null ? this.#parts.remembered : null;
    const context = {
      settings,
      directories,
      tenant,
      remembered,
      intent,
      ...memory,
      triesWaiting: asked.triesWaiting,
      log: record,
      clock,
      onStep,
    };
    // From here on it runs, however long the cache is looked through first: nobody changes the set-up meanwhile.
    this.#show(intent, runningActivity(resting, runId, record.startedAt, 'import'));
    const running = this.#parts.ensureCache().then(() => run(context, abort.signal));
    const job = { runId, abort, ended: this.#finish(running, intent, record) };
    this.#job = job;
    return succeed(job);
  }

  async #finish(running: Promise<RunReport>, intent: Intent, record: RecordWithOutcomes): Promise<RunReport> {
    const { status, log } = this.#parts;
    const report = await running.catch((error: unknown) => this.#reportDefect(error, record));
    const { runId } = report;
    if (intent.kind === 'apply') this.#trouble.tell(report, record.left());
    else tellPreview(log, report);
    for (const { domain, fullRead } of report.domains) {
      if (fullRead !== null)
        log.info(fullRead.title, { run: runId, domain, code: fullRead.code, detail: fullRead.detail });
    }
    const { fullRead: whole } = report.tenant;
    if (whole !== undefined) log.info(whole.title, { run: runId, code: whole.code, detail: whole.detail });
    for (const { problem: noted } of report.findings) {
      const { code, title, detail } = noted;
      if (code === 'guard.approval-lapsed' || code === 'guard.rejection-lapsed')
        log.info(title, { run: runId, code, detail });
    }
    if (intent.kind === 'apply') {
      this.#endDoubt(report);
      await this.#backUp(record.hasAttempted());
    }
    this.#job = null;
    this.#parts.releaseMemory(record.hasAttempted());
    // The settings may have changed meanwhile.
    if (intent.kind === 'apply') status.endRun(this.#parts.pairing.restingActivity(), report);
    return report;
  }

  #reportDefect(error: unknown, record: RecordWithOutcomes): RunReport {
    this.#parts.log.unexpected(error, { run: record.runId });
    const report = reportBrokenRun(
      record.runId,
      record.startedAt,
      problem('agent.unexpected', 'see the agent log'),
      record.outcomes(),
    );
    const finished = record.finish(report);
    return finished.ok ? report : { ...report, problems: [...report.problems, finished.problem] };
  }

  /** What was put back is as good as new once both sides were read: nothing but the doubt itself stood against it. */
  #endDoubt({ result, isBroken, problems }: RunReport): void {
    const { putBack, status } = this.#parts;
    if (putBack.doubt() === null || isBroken || result === 'cancelled') return;
    if (!problems.every(({ code }) => code === 'data.put-back')) return;
    putBack.end();
    status.report('put-back', putBack.doubt());
  }

  /**
   * The run happened, whatever becomes of the copy. What a run leaves behind that attempted nothing is told again by the next one: for that
   * alone, not everything is copied every two minutes.
   */
  async #backUp(hasAttempted: boolean): Promise<void> {
    const { backUp, clock, log } = this.#parts;
    const isRecent = this.#copiedMs !== null && clock.monotonicMs() - this.#copiedMs < copiedEveryMs;
    if (!hasAttempted && isRecent) return;
    const copied = await backUp(clock.now());
    if (copied.ok) this.#copiedMs = clock.monotonicMs();
    else log.warn('the record could not be backed up', { detail: copied.problem.detail });
  }

  /** A preview is nobody's business but the one's who asked for it. */
  #show(intent: Intent, activity: AgentActivity): void {
    if (intent.kind === 'apply') this.#parts.status.changeActivity(activity);
  }
}

/** Other settings are tried on the same two sides: what would need others only the set-up can prove. Problems: those of `connect`, settings.needs-set-up. */
function connect(
  pairing: Pairing,
  { settings: tried, domainPasswords }: Pick<Asked, 'settings' | 'domainPasswords'>,
): ReturnType<Pairing['connect']> {
  if (tried !== null && domainPasswords !== null) return pairing.connectAs(tried, domainPasswords);
  const connected = pairing.connect();
  if (!connected.ok || tried === null) return connected;
  const { settings, sides } = connected.value;
  const unproven = unprovenChanges(settings, tried);
  return unproven === '' ? succeed({ settings: tried, sides }) : fail(problem('settings.needs-set-up', unproven));
}

const withoutTrace = (seen: SeenObjects): SeenObjects => ({
  findAbsent: (objects, domains) => seen.findAbsent(objects, domains),
  among: (objectGuids, domains) => seen.among(objectGuids, domains),
  waited: () => seen.waited(),
  remember: () => succeed(undefined),
  rememberWaited: () => succeed(undefined),
});

type RecordWithOutcomes = OpenRunLog & {
  outcomes(): readonly Outcome[];
  hasAttempted(): boolean;
  /** Whom the run left alone. */
  left(): readonly HeldObject[];
};

/** What was recorded so far is all that is known of a run that a defect ends. */
function withOutcomes(record: OpenRunLog): RecordWithOutcomes {
  const outcomes: Outcome[] = [];
  const left: HeldObject[] = [];
  const underWay = new Map<string, Change>();
  let hasAttempted = false;
  const intend: OpenRunLog['intend'] = (intentions) => {
    hasAttempted = true;
    const intended = record.intend(intentions);
    if (intended.ok) for (const { change } of intentions) underWay.set(change.digest, change);
    return intended;
  };
  const append = (ended: readonly Outcome[]) => {
    for (const outcome of ended) outcomes.push(outcome);
    for (const { change } of ended) underWay.delete(change.digest);
    return record.append(ended);
  };
  const hold = (held: readonly HeldObject[]) => {
    for (const one of held) left.push(one);
    return record.hold(held);
  };
  const unknown = () => [...underWay.values()].map((change): Outcome => ({ kind: 'unknown', change, fate: null }));
  const told = { outcomes: () => [...outcomes, ...unknown()], hasAttempted: () => hasAttempted, left: () => left };
  return { ...record, intend, append, hold, ...told };
}

function runningActivity(resting: AgentActivity, runId: RunId, startedAt: string, step: RunStep): AgentActivity {
  return resting.kind === 'idle' ? { ...resting, kind: 'running', runId, startedAt, step } : resting;
}

/** A run sends nothing more while there is still room to record what it did. */
function withRoom(runLog: RunLog, checkSpace: () => Result<void>): RunLog {
  return {
    begin: (runId, startedAt, startedBy) => {
      const opened = runLog.begin(runId, startedAt, startedBy);
      if (!opened.ok) return opened;
      const whileThereIsRoom = (write: () => Result<void>) => {
        const space = checkSpace();
        return space.ok ? write() : space;
      };
      return succeed({
        ...opened.value,
        observe: (joined, settled) => whileThereIsRoom(() => opened.value.observe(joined, settled)),
        intend: (intentions) => whileThereIsRoom(() => opened.value.intend(intentions)),
      });
    },
  };
}
