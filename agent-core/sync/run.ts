/**
 * A run, from the first read to the last line of its report. These eight steps are the product: everything else feeds them,
 * carries them out or shows them. A preview is the same run with nothing in its hands that could write.
 */
import type { Problem } from '../contract/problem.ts';
import type { RunReport, RunStep } from '../contract/run-report.ts';
import type { Settings } from '../contract/settings.ts';
import { applyPlan, type Intent } from './apply.ts';
import type { Clock } from './clock.ts';
import { diffSides } from './diff-sides.ts';
import type { DirectorySource } from './directory-source.ts';
import { holdBackWaiting } from './escrow.ts';
import { guardPlan } from './guard.ts';
import { type Imported, importObjects } from './import.ts';
import { type MapContext, mapObjects } from './map.ts';
import { mapGroups } from './map-groups.ts';
import type {
  Approvals,
  Escrows,
  GuardHistory,
  Links,
  OpenRunLog,
  OwnDeletions,
  SeenObjects,
  SignInBlocks,
  UnknownChanges,
} from './memory.ts';
import { planChanges } from './plan.ts';
import { readRemoved } from './read-removed.ts';
import { recordRun } from './record.ts';
import { decide, scopeObjects } from './scope.ts';
import { scopeGroups } from './scope-groups.ts';
import type { TenantReader } from './tenant.ts';

export interface RunContext {
  readonly settings: Settings;
  /** One for each domain. */
  readonly directories: readonly DirectorySource[];
  readonly tenant: TenantReader;
  readonly intent: Intent;
  readonly seen: SeenObjects;
  readonly links: Links;
  readonly blocks: SignInBlocks;
  readonly deletions: OwnDeletions;
  readonly guardHistory: GuardHistory;
  readonly approvals: Approvals;
  readonly unknown: UnknownChanges;
  readonly escrows: Escrows;
  /** A person started this run: also what waits for its next attempt is tried. */
  readonly triesWaiting: boolean;
  /** As the run before left it. */
  readonly quarantineBefore: Problem | null;
  readonly log: OpenRunLog;
  readonly clock: Clock;
  readonly onStep: (step: RunStep) => void;
}

/** @param signal stops the run between two changes; what was applied stays applied and is recorded. */
export async function run(context: RunContext, signal: AbortSignal): Promise<RunReport> {
  const { settings, blocks, guardHistory, approvals, seen, intent, log, clock } = context;
  const { step, measured } = timeSteps(context);

  const { imported, removed } = await step('import', () => importEverything(context, signal));
  const scoped = await step('scope', () => ({
    ...scopeObjects(imported.directory.objects, imported.basis),
    groups: scopeGroups(imported.groups.directory.objects, imported.groups.contacts.objects, decide(imported.basis)),
  }));
  const mapped = await step('map', () => ({
    ...mapObjects(scoped, mapContextOf(settings, imported)),
    groups: mapGroups(scoped.groups),
  }));
  const diffed = await step('diff', () =>
    diffSides(mapped, imported, {
      ...removed,
      settings: settings.removals,
      configurationId: settings.configurationId,
      hasMarks: settings.tenant.ownershipExtension !== null,
      mayRemove: imported.problems.length === 0,
      waited: seen.waited(),
    }),
  );
  const contested = guardHistory.contested(before(clock, week));
  const plan = await step('plan', () => planChanges(diffed, contested));
  const guarded = await step('guard', () =>
    guardPlan(plan, {
      settings: settings.guard,
      usersInScope: scoped.inScope.length,
      recent: guardHistory.countSince(
        before(clock, day),
        plan.changes.map(({ digest }) => digest),
      ),
      isFilled: guardHistory.isFilled(),
      contested,
      decisions: approvals.read(clock.now()),
      ownBlocks: blocks.read(),
      ownDeletions: context.deletions.read(),
      initialDomain: imported.organization?.initialDomain ?? null,
    }),
  );
  const due = holdBackWaiting(guarded, { ...context, escrows: context.escrows.read(), now: log.startedAt });
  const applied = await step('apply', () => applyPlan(due, imported.settled, intent, log, signal));
  return step('record', () =>
    recordRun(
      {
        ...{ imported, scoped, guarded, applied, measured, isCancelled: signal.aborted },
        quarantineBefore: context.quarantineBefore,
      },
      seen,
      log,
    ),
  );
}

/** A tenant whose deleted users could not be read was not read completely: whoever is missing there may be among them. */
async function importEverything(context: RunContext, signal: AbortSignal) {
  const { settings } = context;
  const imported = await importObjects(context, settings.scope, context, signal);
  const removed = await readRemoved(imported, context, settings, signal);
  if (removed.problem === null) return { imported, removed };
  const tenant = { ...imported.tenant, problem: imported.tenant.problem ?? removed.problem };
  return { imported: { ...imported, tenant, problems: [...imported.problems, removed.problem] }, removed };
}

function mapContextOf(settings: Settings, { organization, links, domainGuids }: Imported): MapContext | null {
  if (organization === null) return null;
  const { configurationId, newUsers, tenant } = settings;
  const ownership = tenant.ownershipExtension === null ? null : { configurationId, domainGuids };
  return { organization, newUsers, links, ownership };
}

const day = 86_400_000;
const week = 7 * day;

function before(clock: Clock, milliseconds: number): string {
  return new Date(Date.parse(clock.now()) - milliseconds).toISOString();
}

/** Announces each step and measures it. */
function timeSteps({ clock, onStep }: Pick<RunContext, 'clock' | 'onStep'>) {
  const startedMs = clock.monotonicMs();
  const begun: { readonly step: RunStep; readonly atMs: number }[] = [];
  return {
    /** Called in the last step, which lasts until then. */
    measured: () => {
      const nowMs = clock.monotonicMs();
      const steps = begun.map(({ step, atMs }, index) => ({
        step,
        durationMs: Math.round((begun[index + 1]?.atMs ?? nowMs) - atMs),
      }));
      return { steps, durationMs: Math.round(nowMs - startedMs) };
    },
    step: async <Value>(name: RunStep, work: () => Value | Promise<Value>): Promise<Value> => {
      onStep(name);
      begun.push({ step: name, atMs: clock.monotonicMs() });
      return work();
    },
  };
}
