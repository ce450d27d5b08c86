/** What a run works with, and what of it each step is given: the steps themselves get data and no ports they do not need. */
import type { ObjectGuid } from '../contract/identifiers.ts';
import type { Problem } from '../contract/problem.ts';
import type { RunStep } from '../contract/run-report.ts';
import type { Settings } from '../contract/settings.ts';
import type { Intent } from './apply.ts';
import type { Clock } from './clock.ts';
import type { RemovedSides } from './diff-sides.ts';
import type { DirectoryObject, DirectorySource } from './directory-source.ts';
import type { EscrowContext } from './escrow.ts';
import { findNamesLost, findStripped } from './guard/stripped.ts';
import type { GuardContext } from './guard.ts';
import type { Imported } from './import.ts';
import type { RememberedSides } from './import-open.ts';
import type { MapContext } from './map.ts';
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
import type { Plan } from './plan.ts';
import type { Privileged } from './read-privileged.ts';
import type { Removed } from './read-removed.ts';
import type { ScopedSides } from './scope-sides.ts';
import type { TenantReader } from './tenant.ts';

export interface RunContext {
  readonly settings: Settings;
  /** One for each domain. */
  readonly directories: readonly DirectorySource[];
  readonly tenant: TenantReader;
  /** Null where nothing is remembered of the two sides: then every run reads everything. */
  readonly remembered: RememberedSides | null;
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

/** Null when the tenant could not say what it is. */
export function mapContextOf(settings: Settings, { organization, ...imported }: Imported): MapContext | null {
  return organization === null ? null : mapContextFor(settings, { ...imported, organization });
}

export function mapContextFor(
  { configurationId, newUsers, matching, tenant }: Settings,
  { organization, links, domainGuids }: Pick<MapContext, 'organization' | 'links'> & Pick<Imported, 'domainGuids'>,
): MapContext {
  const ownership = tenant.ownershipExtension === null ? null : { configurationId, domainGuids };
  return { organization, newUsers, matching, links, ownership };
}

/** What decides about objects that are gone from the directory, or from the scope. */
export function removalContextOf(
  { settings, seen, log }: RunContext,
  imported: Imported,
  removed: Removed,
): RemovedSides {
  return {
    ...removed,
    links: imported.links,
    settings: settings.removals,
    groups: settings.groups,
    configurationId: settings.configurationId,
    hasMarks: settings.tenant.ownershipExtension !== null,
    mayRemove: imported.problems.length === 0,
    waited: seen.waited(),
    now: log.startedAt,
    intervalSeconds: settings.schedule.intervalSeconds,
  };
}

/** Values that were written again and again within a week, and did not stay. */
export function contestedOf({ guardHistory, clock }: RunContext): ReadonlySet<string> {
  return guardHistory.contested(before(clock, 7 * dayMs));
}

export function guardContextOf(
  context: RunContext,
  {
    imported,
    scoped,
    plan,
    contested,
    privileged,
  }: {
    readonly imported: Imported;
    readonly scoped: ScopedSides;
    readonly plan: Plan;
    readonly contested: ReadonlySet<string>;
    readonly privileged: Privileged;
  },
): GuardContext {
  const { settings, guardHistory, approvals, blocks, deletions, clock } = context;
  const planned = plan.changes.map(({ digest }) => digest);
  const newcomers = countNewcomers(scoped.inScope, plan, imported.links);
  const known = {
    users: scoped.inScope,
    hadAmong: (objectGuids: readonly ObjectGuid[]) => context.links.among(objectGuids, []).had,
  };
  const stripped = findStripped(plan.changes, { ...known, isMailMatched: settings.matching.byMail });
  return {
    settings: settings.guard,
    usersInScope: imported.standing.user.unchanged + scoped.inScope.length - newcomers,
    newcomers,
    recent: guardHistory.countSince(before(clock, dayMs), planned),
    stripped,
    namesLost: findNamesLost(stripped, known),
    isFilled: guardHistory.isFilled(),
    newDomains: newDomainsOf([...scoped.inScope, ...scoped.groups.inScope], guardHistory.filledDomains()),
    contested,
    decisions: approvals.read(clock.now()),
    privileged: privileged.holders,
    unreadableRoles: privileged.unreadable,
    outOfScope: new Set(scoped.outOfScope.map(({ object }) => object.objectGuid)),
    links: imported.links,
    hasMarks: settings.tenant.ownershipExtension !== null,
    memberCounts: imported.groups.memberCounts,
    ownBlocks: blocks.read(),
    ownDeletions: deletions.read(),
    initialDomain: imported.organization?.initialDomain ?? null,
  };
}

/** Whom the tenant does not have yet: they are to come, or are held before anything of theirs was joined. */
function countNewcomers(users: readonly DirectoryObject[], { changes, held }: Plan, links: Imported['links']): number {
  const coming = changes.filter(({ kind }) => kind === 'create' || kind === 'restore');
  const unknown = held.filter(({ objectGuid }) => !links.has(objectGuid));
  const isNew = new Set([...coming, ...unknown].map(({ objectGuid }) => objectGuid));
  return users.filter(({ objectGuid }) => isNew.has(objectGuid)).length;
}

function newDomainsOf(objects: readonly DirectoryObject[], filled: ReadonlySet<string>): GuardContext['newDomains'] {
  const isNew = ({ domain }: DirectoryObject) => !filled.has(domain);
  return new Map(objects.filter(isNew).map(({ objectGuid, domain }) => [objectGuid, domain]));
}

export function escrowContextOf({ escrows, triesWaiting, log }: RunContext): EscrowContext {
  return { escrows: escrows.read(), triesWaiting, now: log.startedAt };
}

const dayMs = 86_400_000;

function before(clock: Clock, milliseconds: number): string {
  return new Date(Date.parse(clock.now()) - milliseconds).toISOString();
}
