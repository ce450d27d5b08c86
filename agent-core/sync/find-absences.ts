/**
 * Looks up what is in the tenant, is ours and was not read in the directory: was it deleted, or is it only not seen?
 *
 *     not read
 *        +- looked up in its own domain, at a second controller, and in all other domains
 *             +- alive elsewhere .. on its way: nothing, until the next run reads it there
 *             +- tombstone there .. deleted: evidence; elsewhere it is what a move left behind (rule R5)
 *             +- otherwise ........ vanished: held, whatever the reason (rule R1)
 */
import type { ObjectGuid } from '../contract/identifiers.ts';
import type { Evidence } from '../contract/plan.ts';
import { type Result, succeed } from '../contract/result.ts';
import type { DirectorySource, Lookup, Sighting } from './directory-source.ts';

/** What the tenant has and no domain showed. */
export interface Missing<Item> {
  readonly objectGuid: ObjectGuid;
  readonly item: Item;
}

export interface Absence<Item> extends Missing<Item> {
  readonly found:
    | { readonly kind: 'deleted'; readonly evidence: Evidence }
    /** To this domain. */
    | { readonly kind: 'onItsWay'; readonly domain: string }
    | { readonly kind: 'vanished'; readonly detail: string };
}

/** @param home the domain that they should be in; null where nothing says which: then each is asked as if it were that one */
export async function findAbsences<Item>(
  missing: readonly Missing<Item>[],
  home: DirectorySource | null,
  directories: readonly DirectorySource[],
  signal: AbortSignal,
): Promise<Result<readonly Absence<Item>[]>> {
  if (missing.length === 0) return succeed([]);
  const objectGuids = missing.map(({ objectGuid }) => objectGuid);
  const seen = await lookEverywhere(objectGuids, home, directories, signal);
  if (!seen.ok) return seen;
  return succeed(missing.map((one) => ({ ...one, found: judge(home, seen.value.get(one.objectGuid) ?? null) })));
}

interface Seen {
  readonly domain: string;
  readonly controller: string;
  readonly sighting: Exclude<Sighting, { readonly kind: 'unseen' }>;
}

/**
 * First where it should be, at two controllers if there are two and the first shows nothing; then everywhere else, also for what was
 * deleted at home: a move leaves a tombstone there, too.
 */
async function lookEverywhere(
  objectGuids: readonly ObjectGuid[],
  home: DirectorySource | null,
  directories: readonly DirectorySource[],
  signal: AbortSignal,
): Promise<Result<ReadonlyMap<ObjectGuid, Seen>>> {
  const seen = new Map<ObjectGuid, Seen>();
  const unseen = () => objectGuids.filter((objectGuid) => !seen.has(objectGuid));
  const notAlive = () => objectGuids.filter((objectGuid) => seen.get(objectGuid)?.sighting.kind !== 'alive');
  const note = (domain: string, { controller, sightings }: Lookup) => {
    for (const [objectGuid, sighting] of sightings)
      if (sighting.kind === 'alive' || (sighting.kind === 'deleted' && !seen.has(objectGuid)))
        seen.set(objectGuid, { domain, controller, sighting });
  };
  const ask = async (
    directory: DirectorySource,
    wanted: readonly ObjectGuid[],
    otherThan: string | null,
  ): Promise<Result<Lookup | null>> => {
    if (wanted.length === 0) return succeed(null);
    const lookup = await directory.lookUp(wanted, otherThan, signal);
    if (lookup.ok && lookup.value !== null) note(directory.domain, lookup.value);
    return lookup;
  };

  const others = directories.filter(({ domain }) => domain !== home?.domain);
  for (const directory of home === null ? others : [home, ...others]) {
    const first = await ask(directory, notAlive(), null);
    if (!first.ok) return first;
    if (first.value === null || (home !== null && directory !== home)) continue;
    const second = await ask(directory, unseen(), first.value.controller);
    if (!second.ok) return second;
  }
  return succeed(seen);
}

function judge(home: DirectorySource | null, seen: Seen | null): Absence<unknown>['found'] {
  const isElsewhere = seen !== null && home !== null && seen.domain !== home.domain;
  if (seen === null || (isElsewhere && seen.sighting.kind === 'deleted')) {
    return { kind: 'vanished', detail: whyVanished(home, seen) };
  }
  const { domain, controller, sighting } = seen;
  if (sighting.kind === 'deleted') {
    return { kind: 'deleted', evidence: { kind: 'tombstone', domain, controller, deletedAt: sighting.deletedAt } };
  }
  if (isElsewhere) return { kind: 'onItsWay', domain };
  return {
    kind: 'vanished',
    detail: `${controller} still has it at ${sighting.distinguishedName}, but it was not read`,
  };
}

function whyVanished(home: DirectorySource | null, elsewhere: Seen | null): string {
  if (home === null) return 'no domain shows it, not even deleted';
  if (elsewhere === null)
    return `neither the controllers of ${home.domain} nor another domain show it, not even deleted`;
  return `${elsewhere.domain} shows it deleted, which a move leaves behind, and the controllers of ${home.domain} do not show it`;
}
