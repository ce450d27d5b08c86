/** Step 1: read both sides into canonical form, and say of each, and of every domain, whether it was read completely. */
import { assertNever } from '../contract/assert-never.ts';
import type { ObjectGuid, SourceAnchor } from '../contract/identifiers.ts';
import { type Problem, problem } from '../contract/problem.ts';
import { fail, type Result } from '../contract/result.ts';
import type { SettledChange } from '../contract/run-report.ts';
import type { ScopeSettings, Settings } from '../contract/settings.ts';
import { type Absent, judgeAbsent } from './absent.ts';
import type {
  DirectoryGroup,
  DirectoryObject,
  DirectoryReading,
  DirectorySource,
  DirectoryUnit,
} from './directory-source.ts';
import { type ImportedGroups, importGroups } from './import-groups.ts';
import type { Links, SeenObjects, UnknownChanges } from './memory.ts';
import { joinReadings, type Reading } from './reading.ts';
import { readUnits, type ScopeBasis, unitsThatStayed } from './scope-basis.ts';
import { settleUnknown } from './settle-unknown.ts';
import { nothingStands, type Standing } from './standing.ts';
import type { Organization, TenantReader, TenantUser } from './tenant.ts';
import { withTransitiveMembers } from './transitive-members.ts';

export interface Imported {
  /** All domains together: complete if each of them is. */
  readonly directory: Reading<DirectoryObject>;
  readonly domains: readonly DomainReading[];
  readonly basis: ScopeBasis;
  readonly groups: ImportedGroups;
  readonly tenant: Reading<TenantUser> & {
    /** Why everything was read although only what changed could have been. */
    readonly fullRead?: Problem;
  };
  /** objectGUID of each domain that was read, by its name. */
  readonly domainGuids: ReadonlyMap<string, ObjectGuid>;
  /** Null when the tenant could not say what it is. */
  readonly organization: Organization | null;
  /** The anchors by which objects were joined in earlier runs. */
  readonly links: ReadonlyMap<ObjectGuid, SourceAnchor>;
  /** What is not among the objects because nothing is to be done about it. */
  readonly standing: Standing;
  /** Objects seen in an earlier run in a domain whose complete reading does not contain them, and nowhere else. */
  readonly absent: Absent;
  /** What this reading says about changes that an earlier run did not live to know about. */
  readonly settled: readonly SettledChange[];
  readonly problems: readonly Problem[];
}

export interface DomainReading {
  readonly domain: string;
  /** Null when not even that could be read. */
  readonly domainGuid: ObjectGuid | null;
  readonly reading: DirectoryReading;
}

export async function importObjects(
  sides: { readonly directories: readonly DirectorySource[]; readonly tenant: TenantReader },
  { scope, configurationId, groups: groupSettings }: Settings,
  memory: { readonly links: Pick<Links, 'read'>; readonly seen: SeenObjects; readonly unknown: UnknownChanges },
  signal: AbortSignal,
): Promise<Imported> {
  const links = memory.links.read();
  const organization = await readOrganization(sides.tenant, signal);
  if (!organization.ok) return nothingRead(organization.problem);
  const unitsBefore = await readUnits(sides.directories, scope, signal);
  const [domains, tenant] = await Promise.all([readDomains(sides.directories, signal), sides.tenant.readUsers(signal)]);
  // After the people: whoever joined a group meanwhile was read.
  const groups = await importGroups({ ...sides, configurationId }, signal);
  const basis = await readBasis(sides.directories, scope, { unitsBefore: unitsBefore.objects, groups }, signal);
  const directory = joinReadings(domains.map(({ reading }) => reading));
  const read = { groups: groups.directory.objects, people: directory.objects, contacts: groups.contacts.objects };
  const written = withTransitiveMembers(read, groupSettings);
  // Of a domain whose groups were not all read nobody is missed, in either way.
  const complete = domains
    .filter(({ domain, reading }) => reading.problem === null && groups.completeDomains.has(domain))
    .map(({ domain }) => domain);
  return {
    directory,
    domains,
    basis: basis.value,
    domainGuids: domainGuidsOf(domains),
    groups: { ...groups, directory: { ...groups.directory, objects: written } },
    tenant,
    organization: organization.value,
    links,
    standing: nothingStands,
    absent: judgeAbsent(memory.seen.findAbsent([...directory.objects, ...groups.directory.objects], complete), {
      users: tenant,
      groups: groups.tenant,
      links,
      configurationId,
      areGroupsSynchronised: groupSettings.areSynchronised,
    }),
    settled: settleUnknown(memory.unknown.read(), { users: tenant, groups, links }),
    problems: withoutRepetition([
      ...[...domains.map(({ reading }) => reading.problem), basis.problem, tenant.problem].filter(
        (found) => found !== null,
      ),
      ...groups.problems,
    ]),
  };
}

/** Problems: tenant.other-synchronisation, and those of asking. */
export async function readOrganization(tenant: TenantReader, signal: AbortSignal): Promise<Result<Organization>> {
  const organization = await tenant.readOrganization(signal);
  if (!organization.ok) return organization;
  const { displayName, tenantId, isSynchronisedElsewhere } = organization.value;
  return isSynchronisedElsewhere
    ? fail(problem('tenant.other-synchronisation', `${displayName} (${tenantId})`))
    : organization;
}

export function domainGuidsOf(domains: readonly DomainReading[]): Imported['domainGuids'] {
  return new Map(
    domains.flatMap(({ domain, domainGuid }) => (domainGuid === null ? [] : [[domain, domainGuid] as const])),
  );
}

async function readDomains(
  directories: readonly DirectorySource[],
  signal: AbortSignal,
): Promise<readonly DomainReading[]> {
  return Promise.all(directories.map((directory) => readDomain(directory, signal)));
}

/** Whose its objects are could not be written down without the GUID of the domain: then they are not read either. */
async function readDomain(directory: DirectorySource, signal: AbortSignal): Promise<DomainReading> {
  const { domain } = directory;
  const domainGuid = await directory.readDomainGuid(signal);
  if (!domainGuid.ok) return { domain, domainGuid: null, reading: { objects: [], problem: domainGuid.problem } };
  return { domain, domainGuid: domainGuid.value, reading: await directory.readUsers(signal) };
}

export async function readBasis(
  directories: readonly DirectorySource[],
  scope: ScopeSettings,
  read: {
    readonly unitsBefore: readonly DirectoryUnit[];
    readonly groups: { readonly directory: Reading<DirectoryGroup> };
  },
  signal: AbortSignal,
): Promise<{ readonly value: ScopeBasis; readonly problem: Problem | null }> {
  switch (scope.kind) {
    case 'all':
      return { value: scope, problem: null };
    case 'groups':
      return { value: { kind: 'groups', wanted: scope.groups, groups: read.groups.directory }, problem: null };
    case 'units': {
      const unitsAfter = await readUnits(directories, scope, signal);
      const units = unitsThatStayed(read.unitsBefore, unitsAfter.objects);
      return { value: { ...scope, units }, problem: unitsAfter.problem };
    }
    default:
      return assertNever(scope);
  }
}

/** A domain or a tenant that fails says so to everybody who asks. */
export function withoutRepetition(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((found) => [`${found.code} ${found.detail}`, found])).values()];
}

export function nothingRead(reason: Problem): Imported {
  const nothing = { objects: [], problem: reason };
  return {
    directory: nothing,
    domains: [],
    basis: { kind: 'all' },
    domainGuids: new Map(),
    groups: {
      directory: nothing,
      contacts: nothing,
      tenant: nothing,
      members: new Map(),
      memberCounts: new Map(),
      problems: [],
    },
    tenant: nothing,
    organization: null,
    links: new Map(),
    standing: nothingStands,
    absent: { there: [], gone: [] },
    settled: [],
    problems: [reason],
  };
}
