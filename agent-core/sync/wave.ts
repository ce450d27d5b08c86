/**
 * Which changes go to the tenant at the same time. A wave is cut from the beginning of the plan and never reaches beyond one kind of
 * change: whatever comes later in the order may depend on it. Inside of one kind only two things need their order: two changes of
 * one object, and a value that must be unique, which one user gives up and another one takes. Where names go round in a
 * circle, the one that is needed first is moved aside until its own turn has come.
 *
 *     disable disable | update update update(same object) | create ...
 *     +--- wave 1 --+   +---- wave 2 ----+
 *                                          +-- wave 3 --+
 */
import type { ChangeDigest, TenantObjectId } from '../contract/identifiers.ts';
import type { Change } from '../contract/plan.ts';
import type { TenantUserValues } from './tenant.ts';
import { type Giver, giversAmong, giversFor, uniqueValuesOf } from './unique-values.ts';

export interface Wave {
  readonly changes: readonly Change[];
  /** What is in the way of a change of this wave, by its digest: it belongs to somebody whose turn comes later. */
  readonly aside: ReadonlyMap<ChangeDigest, readonly Aside[]>;
  /** In their order. */
  readonly rest: readonly Change[];
}

export interface Aside {
  readonly tenantObjectId: TenantObjectId;
  /** What stands there meanwhile. */
  readonly values: TenantUserValues;
  /** What stood there. */
  readonly before: TenantUserValues;
}

/**
 * Every change of a wave is written down before the first is sent, and every outcome before the next wave: twice a disk has to be
 * waited for, for so many changes. At twenty a second it lasts ten seconds, and that is how long a run takes to stop.
 */
export const largestWave = 200;

/** @param changes in the order of the plan */
export function* wavesOf(changes: readonly Change[]): Generator<Wave> {
  const givers = new Map(giversAmong(changes));
  for (let rest = changes; rest.length > 0; ) {
    const wave = nextWave(rest, givers);
    yield wave;
    rest = wave.rest;
  }
}

/**
 * @param changes not empty, in the order of the plan
 * @param givers among these changes: whoever goes with this wave is none any more. A large plan is looked through once, not for each wave
 */
export function nextWave(changes: readonly Change[], givers: Map<string, Giver> = new Map(giversAmong(changes))): Wave {
  const kind = changes[0]?.kind;
  const chosen: Change[] = [];
  const passedOver: Change[] = [];
  const taken = new Set<string>();
  let seen = 0;
  for (const change of changes) {
    if (change.kind !== kind || chosen.length === largestWave) break;
    seen += 1;
    const claims = claimsOf(change);
    // Also one that is passed over comes before whatever follows and claims the same.
    const isFree = claims.every((claim) => !taken.has(claim));
    for (const claim of claims) taken.add(claim);
    (isFree ? chosen : passedOver).push(change);
  }
  const rest = [...passedOver, ...changes.slice(seen)];
  for (const change of chosen) {
    // Of two changes that give up the same, the later one is in the way, and goes in a later wave.
    for (const { claim } of uniqueValuesOf(change, 'before'))
      if (givers.get(claim)?.change === change) givers.delete(claim);
  }
  return { changes: chosen, aside: asideFor(chosen, givers), rest };
}

function asideFor(chosen: readonly Change[], givers: ReadonlyMap<string, Giver>): Wave['aside'] {
  const takers = chosen.filter((change) => change.kind === 'update' && uniqueValuesOf(change, 'after').length > 0);
  if (takers.length === 0) return new Map();
  return new Map(takers.map((change) => [change.digest, giversFor(change, givers).map(asideOf)]));
}

/** Nobody else can have it, and a person who sees it sees what it is. */
function asideOf({ change, given }: Giver): Aside {
  const [, ...suffix] = given.value.split('@');
  const values = { [given.name]: [`aside-${change.objectGuid}`, ...suffix].join('@') };
  return { tenantObjectId: change.tenantObjectId, values, before: { [given.name]: given.value } };
}

/** What no two changes of one wave may have in common. */
function claimsOf(change: Change): readonly string[] {
  // The members of a group come and go without regard to each other; a manager is one.
  if ('relation' in change && change.relation === 'members')
    return [`${change.objectGuid} ${change.target.objectGuid}`];
  const unique = [...uniqueValuesOf(change, 'before'), ...uniqueValuesOf(change, 'after')];
  const values = unique.map(({ claim }) => claim);
  return [change.objectGuid, ...values];
}
