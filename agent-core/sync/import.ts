/** Step 1: read both sides into canonical form, and say whether each was read completely. */
import type { ObjectGuid, SourceAnchor } from '../contract/identifiers.ts';
import { type Problem, problem } from '../contract/problem.ts';
import type { SettledChange } from '../contract/run-report.ts';
import type { DirectoryObject, DirectorySource } from './directory-source.ts';
import type { Links, SeenObjects, UnknownChanges } from './memory.ts';
import type { Reading } from './reading.ts';
import { settleUnknown } from './settle-unknown.ts';
import type { Organization, TenantReader, TenantUser } from './tenant.ts';

export interface Imported {
  readonly directory: Reading<DirectoryObject>;
  readonly tenant: Reading<TenantUser>;
  /** Null when the tenant could not say what it is. */
  readonly organization: Organization | null;
  /** The anchors by which objects were joined in earlier runs. */
  readonly links: ReadonlyMap<ObjectGuid, SourceAnchor>;
  /** Directory objects seen in an earlier run that a complete reading does not contain. Nothing is concluded from it (rule R1). */
  readonly absent: number;
  /** What this reading says about changes that an earlier run did not live to know about. */
  readonly settled: readonly SettledChange[];
  readonly problems: readonly Problem[];
}

export async function importObjects(
  sides: { readonly directories: readonly DirectorySource[]; readonly tenant: TenantReader },
  memory: { readonly links: Links; readonly seen: SeenObjects; readonly unknown: UnknownChanges },
  signal: AbortSignal,
): Promise<Imported> {
  const links = memory.links.read();
  const organization = await sides.tenant.readOrganization(signal);
  if (!organization.ok) return nothingRead(links, organization.problem);
  const { displayName, tenantId, isSynchronisedElsewhere } = organization.value;
  if (isSynchronisedElsewhere) {
    return nothingRead(links, problem('tenant.other-synchronisation', `${displayName} (${tenantId})`));
  }
  const [directory, tenant] = await Promise.all([
    readDomains(sides.directories, signal),
    sides.tenant.readUsers(signal),
  ]);
  return {
    directory,
    tenant,
    organization: organization.value,
    links,
    absent: directory.problem === null ? memory.seen.countAbsent(directory.objects) : 0,
    settled: settleUnknown(memory.unknown.read(), tenant),
    problems: [directory.problem, tenant.problem].filter((found) => found !== null),
  };
}

async function readDomains(
  directories: readonly DirectorySource[],
  signal: AbortSignal,
): Promise<Reading<DirectoryObject>> {
  const readings = await Promise.all(directories.map((directory) => directory.readUsers(signal)));
  return {
    objects: readings.flatMap(({ objects }) => objects),
    problem: readings.map(({ problem: found }) => found).find((found) => found !== null) ?? null,
  };
}

function nothingRead(links: Imported['links'], reason: Problem): Imported {
  const nothing = { objects: [], problem: reason };
  return { directory: nothing, tenant: nothing, organization: null, links, absent: 0, settled: [], problems: [reason] };
}
