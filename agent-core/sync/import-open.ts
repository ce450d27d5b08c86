/**
 * Step 1 where both sides are remembered: asks each for what changed, judges what is open, and gives the steps no more than what is left.
 * Everything is judged anew once a day, and whenever anything changed that all verdicts depend on.
 */
import type { ObjectGuid } from '../contract/identifiers.ts';
import type { Problem } from '../contract/problem.ts';
import { version } from '../contract/version.ts';
import { judgeAbsent } from './absent.ts';
import type { BothSides, OpenObjects, Totals, Verdict } from './both-sides.ts';
import { anchorClaimOf } from './collisions.ts';
import { digestContent } from './content-digest.ts';
import type { BroughtUpToDate, DirectorySource } from './directory-source.ts';
import { gatherOpen, type OpenSides } from './gather-open.ts';
import {
  type DomainReading,
  domainGuidsOf,
  type Imported,
  nothingRead,
  readBasis,
  readOrganization,
  withoutRepetition,
} from './import.ts';
import { judgeGroups } from './judge-groups.ts';
import { judgeUsers } from './judge-users.ts';
import type { Joined, Links } from './memory.ts';
import { nothingRemoved } from './read-removed.ts';
import { refreshGroups, refreshUsers } from './refresh-tenant.ts';
import { mapContextFor, type RunContext } from './run-context.ts';
import { decide, people } from './scope.ts';
import { readUnits, type ScopeBasis } from './scope-basis.ts';
import { sift } from './sift.ts';
import type { Standing } from './standing.ts';
import type { Organization } from './tenant.ts';
import type { TenantMemory } from './tenant-memory.ts';

/** What the agent remembers of both sides. */
export interface RememberedSides {
  readonly tenant: TenantMemory;
  /** Of these domains, as they are now: for one run, which asks when both sides are up to date. */
  over(domains: readonly string[]): BothSides;
}

/** @returns null where that cannot be done: then everything has to be read */
export async function importOpen(
  context: RunContext,
  remembered: RememberedSides,
  signal: AbortSignal,
): Promise<Imported | null> {
  const { settings, directories, tenant } = context;
  const { scope } = settings;
  // What became of changes of an earlier run is found out from everything.
  if (context.unknown.read().length > 0) return null;
  const organization = await readOrganization(tenant, signal);
  if (!organization.ok) return nothingRead(organization.problem);
  const unitsBefore = await readUnits(directories, scope, signal);
  // First: where that is not possible, the tenant would be read for nothing, and then again.
  const domains = await bringDomains(directories, signal);
  if (domains === null) return null;
  const { tenantId } = organization.value;
  const refreshing = { tenant, memory: remembered.tenant, tenantId, clock: context.clock };
  const users = await refreshUsers(refreshing, signal);
  const readDomains = domains.filter(({ isRead }) => isRead).map(({ domain }) => domain);
  const groups = await refreshGroups(refreshing, signal);
  const memory = remembered.over(readDomains);
  const problem = domains.map(({ reading }) => reading.problem).find((found) => found !== null) ?? null;
  const directoryGroups = { objects: scope.kind === 'groups' ? memory.allGroups() : [], problem };
  const basis = await readBasis(
    directories,
    scope,
    { unitsBefore: unitsBefore.objects, groups: { directory: directoryGroups } },
    signal,
  );
  const judged = { context, domains, organization: organization.value, basis: basis.value };
  const isComplete = [problem, users.problem, groups.problem].every((found) => found === null);
  const sides = judgeOpen(memory, judged, isComplete);
  if (!memory.fitsTogether()) return null;
  const totals = memory.totals();
  const contacts = memory.contacts();
  const there = new Set([...sides.users, ...sides.groups].map(guidOf));
  const missing = sides.open.filter((objectGuid) => !there.has(objectGuid));
  return {
    directory: { objects: sides.users, problem },
    domains: domains.map((one) => ({
      ...one,
      reading: { ...one.reading, objects: sides.users.filter(({ domain }) => domain === one.domain) },
    })),
    basis: basis.value,
    groups: {
      directory: { objects: sides.groups, problem },
      contacts: { objects: contacts, problem },
      tenant: { objects: sides.tenantGroups, problem: groups.problem },
      members: sides.members,
      memberCounts: sides.memberCounts,
      problems: [groups.problem, groups.membersProblem].filter((found) => found !== null),
    },
    tenant: {
      ...{ objects: sides.tenantUsers, problem: users.problem },
      ...tellFullRead(users.fullRead ?? groups.fullRead),
    },
    domainGuids: domainGuidsOf(domains),
    organization: organization.value,
    links: sides.links,
    standing: { ...standingOf(memory, totals, sides), expired: memory.expired(context.log.startedAt) },
    absent: judgeAbsent(context.seen.among(missing, readDomains), {
      users: { objects: sides.tenantUsers, problem: users.problem },
      groups: { objects: sides.tenantGroups, problem: groups.problem },
      links: sides.links,
      configurationId: settings.configurationId,
      areGroupsSynchronised: settings.groups.areSynchronised,
    }),
    settled: [],
    problems: withoutRepetition(
      [
        ...domains.map(({ reading }) => reading.problem),
        ...[basis.problem, users.problem, groups.problem, groups.membersProblem],
      ].filter((found) => found !== null),
    ),
  };
}

type Brought = DomainReading & { readonly isRead: boolean };

async function bringDomains(
  directories: readonly DirectorySource[],
  signal: AbortSignal,
): Promise<readonly Brought[] | null> {
  const brought = await Promise.all(directories.map((directory) => bringDomain(directory, signal)));
  return brought.every((one) => one !== null) ? brought : null;
}

async function bringDomain(directory: DirectorySource, signal: AbortSignal): Promise<Brought | null> {
  const { domain } = directory;
  const domainGuid = await directory.readDomainGuid(signal);
  if (!domainGuid.ok) return unread(domain, domainGuid.problem);
  const brought = (await directory.bringUpToDate?.(signal)) ?? null;
  if (brought === null) return null;
  return brought.ok
    ? { domain, domainGuid: domainGuid.value, isRead: true, reading: readingOf(brought.value) }
    : { ...unread(domain, brought.problem), domainGuid: domainGuid.value };
}

const unread = (domain: string, problem: Problem): Brought => ({
  ...{ domain, domainGuid: null, isRead: false, reading: { objects: [], problem } },
});

function readingOf({ fullRead, doubt }: BroughtUpToDate): DomainReading['reading'] {
  return { objects: [], problem: doubt, ...tellFullRead(fullRead) };
}

const tellFullRead = (fullRead: Problem | null) => (fullRead === null ? {} : { fullRead });

/** What is gone from the directory and is still in the tenant is looked up in every run. */
function hasCounterpart(memory: BothSides, objectGuid: ObjectGuid, links: Links): boolean {
  const anchors = [...links.among([objectGuid], []).anchors.values()];
  return memory.tenantUsers({ markedFor: [objectGuid], anchors }).length + memory.tenantGroups([objectGuid]).length > 0;
}

interface JudgedBy {
  readonly context: RunContext;
  readonly domains: readonly DomainReading[];
  readonly organization: Organization;
  readonly basis: ScopeBasis;
}

/** @param isComplete only then does it show that something is gone from both sides */
function judgeOpen(
  memory: BothSides,
  { context, domains, organization, basis }: JudgedBy,
  isComplete: boolean,
): OpenSides {
  const { settings, links, clock, intent, log } = context;
  const { configurationId, removals } = settings;
  const [today] = clock.now().split('T');
  memory.judgeBy(digestContent({ version, today, settings, organization, basis }));
  const decision = decide(basis, settings.groups);
  const hasMarks = settings.tenant.ownershipExtension !== null;
  // Whoever would be removed if that were possible is not quiet.
  const { intervalSeconds } = settings.schedule;
  const time = { now: clock.now(), intervalSeconds };
  const cautious = {
    settings: removals,
    groups: settings.groups,
    configurationId,
    hasMarks,
    mayRemove: false,
    waited: new Map(),
    ...time,
  };
  const own = { ownBlocks: context.blocks.read(), ownDeletions: context.deletions.read() };

  const judge = ({ users, groups }: OpenObjects): readonly Verdict[] => {
    const anchors = users.map(anchorClaimOf).filter((anchor) => anchor !== null);
    const { anchors: known, had } = links.among([...users, ...groups].map(guidOf), anchors);
    const map = mapContextFor(settings, { organization, links: known, domainGuids: domainGuidsOf(domains) });
    const removed = { ...nothingRemoved, ...cautious, links: known };
    const joined = users.flatMap(({ objectGuid }) => known.get(objectGuid) ?? []);
    const counterparts = memory.tenantUsers({ anchors: [...new Set<string>([...anchors, ...joined])] });
    return [
      ...judgeUsers(users, counterparts, { decision, map, removed, had, ...own }),
      ...judgeGroups(groups, memory.tenantGroups(groups.map(guidOf)), { decision, ownership: map.ownership, removed }),
    ];
  };
  const isInTenant = (objectGuid: ObjectGuid) => !isComplete || hasCounterpart(memory, objectGuid, links);
  const record = intent.kind === 'apply' ? (joined: readonly Joined[]) => log.observe(joined, []) : null;
  const sifted = sift(memory, { judge, isInTenant, record });
  return gatherOpen(memory, { sifted, links, organization, configurationId, groups: settings.groups });
}

/** Whoever is quiet and comes along as the other end of a link is counted by the steps. */
function standingOf(
  memory: BothSides,
  { domains, tenant, quiet }: Totals,
  sides: OpenSides,
): Omit<Standing, 'expired'> {
  const users = people(sides.users);
  const ends = memory.knownEnds([...users, ...sides.groups].map(guidOf));
  const countQuiet = (objects: OpenSides['users'], isJoined: boolean) =>
    objects.filter(({ objectGuid }) => {
      const end = ends.get(objectGuid);
      return end?.isQuiet === true && (end.tenantObjectId !== null) === isJoined;
    }).length;
  const countIn = (objects: OpenSides['users'], domain: string) =>
    objects.filter((object) => object.domain === domain).length;
  const leftOut = [...domains].map(([domain, all]) => ({
    domain,
    users: all.users - countIn(users, domain),
    groups: all.groups - countIn(sides.groups, domain),
  }));
  return {
    user: {
      read: leftOut.reduce((sum, one) => sum + one.users, 0),
      unchanged: quiet.users.inScope - countQuiet(users, true),
      outOfScope: quiet.users.outOfScope - countQuiet(users, false),
    },
    group: {
      read: leftOut.reduce((sum, one) => sum + one.groups, 0),
      unchanged: quiet.groups.inScope - countQuiet(sides.groups, true),
      outOfScope: quiet.groups.outOfScope - countQuiet(sides.groups, false),
    },
    domains: new Map(leftOut.map(({ domain, ...counts }) => [domain, counts])),
    tenant: {
      users: tenant.users - sides.tenantUsers.length,
      groups: tenant.groups - sides.tenantGroups.length,
    },
  };
}

const guidOf = ({ objectGuid }: { readonly objectGuid: ObjectGuid }) => objectGuid;
