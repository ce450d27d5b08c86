/** A directory, a tenant and everything a run needs between them. */
import { succeed } from '../../agent-core/contract/result.ts';
import type { ReportEntry, RunReport, RunStep } from '../../agent-core/contract/run-report.ts';
import type { Settings } from '../../agent-core/contract/settings.ts';
import { anchorOf } from '../../agent-core/sync/anchor.ts';
import type { Intent } from '../../agent-core/sync/apply.ts';
import { type DirectoryGroup, type DirectoryObject, firstValue } from '../../agent-core/sync/directory-source.ts';
import { type Decisions, decisionKeyOf, noDecisions } from '../../agent-core/sync/guard/decisions.ts';
import { run } from '../../agent-core/sync/run.ts';
import type { RunContext } from '../../agent-core/sync/run-context.ts';
import type { TenantUser } from '../../agent-core/sync/tenant.ts';
import { type DrivenClock, drivenClock } from './driven-clock.ts';
import { type FakeDirectory, fakeDirectory } from './fake-directory.ts';
import { type FakeTenant, fakeTenant } from './fake-tenant.ts';
import { type MemoryRunLog, memoryRunLog } from './memory-run-log.ts';
import { type MemorySeenObjects, memorySeenObjects } from './memory-seen-objects.ts';
import { type RememberingWorld, rememberingWorld } from './remembered-sides.ts';
import { settings as usualSettings } from './settings.ts';

export interface World {
  readonly directory: FakeDirectory;
  /** The domain fabrikam.com, connected when the beginning names people in it. */
  readonly fabrikam: FakeDirectory;
  readonly tenant: FakeTenant;
  readonly seen: MemorySeenObjects;
  readonly log: MemoryRunLog;
  readonly clock: DrivenClock;
  /** The steps announced so far. */
  readonly steps: readonly RunStep[];
  /** Somebody saves other settings. */
  configure(settings: Partial<Settings>): void;
  /** What people decided, from now on. */
  decide(decisions: Decisions): void;
  context(intent?: Intent): RunContext;
  /** The same with what is remembered of both sides, from run to run. */
  contextByMemory(intent?: Intent): RunContext;
  run(signal?: AbortSignal): Promise<Ran>;
  preview(): Promise<Ran>;
  /** The same preview by what is remembered of both sides from preview to preview. */
  previewByMemory(): Promise<Ran>;
}

export interface Ran {
  readonly report: RunReport;
  readonly entries: readonly ReportEntry[];
}

export interface Beginning {
  readonly directory?: readonly DirectoryObject[];
  readonly groups?: readonly DirectoryGroup[];
  readonly fabrikam?: readonly DirectoryObject[];
  readonly tenant?: readonly TenantUser[];
  readonly settings?: Partial<Settings>;
  /** The record knows of nobody whom an earlier run joined. */
  readonly isFirstRun?: true;
}

export function createWorld(beginning: Beginning): World {
  const directory = fakeDirectory(beginning.directory);
  directory.groups = beginning.groups ?? [];
  const fabrikam = fakeDirectory(beginning.fabrikam, 'fabrikam.com');
  const directories = beginning.fabrikam === undefined ? [directory] : [directory, fabrikam];
  const tenant = fakeTenant(beginning.tenant);
  const seen = memorySeenObjects();
  const log = memoryRunLog();
  const clock = drivenClock();
  const steps: RunStep[] = [];
  let settings = usualSettings(beginning.settings);
  if (beginning.isFirstRun !== true && settings.tenant.ownershipExtension === null)
    joinAll([...(beginning.directory ?? []), ...(beginning.fabrikam ?? [])], beginning.tenant ?? [], log);
  let decisions = noDecisions;
  let decidedAfter = 0;
  let memory: RememberingWorld | null = null;
  const context = (intent: Intent = { kind: 'apply', writer: tenant }, record = log): RunContext => ({
    settings,
    directories,
    tenant,
    remembered: null,
    intent,
    seen:
      intent.kind === 'apply'
        ? seen
        : { ...seen, remember: () => succeed(undefined), rememberWaited: () => succeed(undefined) },
    links: log.links,
    blocks: log.blocks,
    deletions: log.deletions,
    guardHistory: log.guardHistory,
    approvals: {
      read: () => ({ ...decisions, byChange: withoutUsed(decisions.byChange, log.entries.slice(decidedAfter)) }),
      lapse: (decided) => {
        const over = new Set(decided.map(({ digest, kind }) => decisionKeyOf(digest, kind)));
        decisions = { ...decisions, byChange: new Map([...decisions.byChange].filter(([key]) => !over.has(key))) };
        return succeed(undefined);
      },
    },
    unknown: log.unknown,
    escrows: log.escrows,
    triesWaiting: false,
    quarantineBefore: log.reports.at(-1)?.quarantine ?? null,
    log: record.open(clock.now()),
    clock,
    onStep: (step) => steps.push(step),
  });
  const contextByMemory = (intent?: Intent, record = log): RunContext => {
    memory ??= rememberingWorld();
    const usual = context(intent, record);
    return { ...usual, remembered: memory.remembered, directories: memory.remembering(usual.directories) };
  };
  const runWith = async (signal: AbortSignal, intent?: Intent, record = log): Promise<Ran> => {
    const before = record.entries.length;
    const report = await run(context(intent, record), signal);
    return { report, entries: record.entries.slice(before) };
  };
  return {
    directory,
    fabrikam,
    tenant,
    seen,
    log,
    clock,
    steps,
    configure: (changes) => {
      settings = { ...settings, ...changes };
    },
    decide: (next) => {
      decisions = next;
      decidedAfter = log.entries.length;
    },
    context,
    contextByMemory,
    run: (signal = new AbortController().signal) => runWith(signal),
    preview: () => runWith(new AbortController().signal, { kind: 'preview' }, memoryRunLog()),
    previewByMemory: async () => {
      const record = memoryRunLog();
      const byMemory = contextByMemory({ kind: 'preview' }, record);
      return { report: await run(byMemory, new AbortController().signal), entries: record.entries };
    },
  };
}

/** An approval is for once. */
function withoutUsed(byChange: Decisions['byChange'], entries: readonly ReportEntry[]): Decisions['byChange'] {
  const made = new Set(
    entries.flatMap((entry) =>
      entry.kind === 'outcome' && entry.outcome.kind === 'applied' ? [entry.outcome.change.digest] : [],
    ),
  );
  return new Map([...byChange].filter(([, { verdict, digest }]) => verdict === 'rejected' || !made.has(digest)));
}

/** As an earlier run would have: without marks, whose an account is stands in the record alone. */
function joinAll(objects: readonly DirectoryObject[], users: readonly TenantUser[], log: MemoryRunLog): void {
  const byAnchor = Map.groupBy(users, ({ anchor }) => anchor);
  const joined = objects.flatMap((object) => {
    const anchor = anchorOf(object);
    const [user, second] = anchor.ok ? (byAnchor.get(anchor.value) ?? []) : [];
    if (!anchor.ok || user === undefined || second !== undefined || user.isGuest) return [];
    return [
      {
        objectGuid: object.objectGuid,
        anchor: anchor.value,
        isSignInAllowed: user.values.accountEnabled === true,
        hasName: firstValue(object, 'userPrincipalName') !== null,
        hasMail: firstValue(object, 'mail') !== null,
      },
    ];
  });
  log.open().observe(joined, []);
}
