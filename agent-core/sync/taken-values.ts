/**
 * The end of the fourth step, for values that only one user of a tenant may have: who gives one up in this run, and who waits for it.
 *
 *     ada: x -> y     bob: z -> x        bob gets the name that ada gives up; the plan lets ada go first (unique-values.ts)
 *     fay: x, deleted bob: z -> x        the deletion goes first
 *     gus: x, deleted in a later run     bob: z -> x        bob is held, and nothing is to be done
 *     gus: mail x, deleted now or later  bob: mail z -> x   bob is held until that is over; then x is reserved for whoever restores gus
 *     eve: x, stays   bob: z -> x        bob is held with all values, and one problem names both
 *
 * A sign-in name is free as soon as its owner has another one or is deleted. A mail address never is: a user keeps the former one as a further
 * address, which no application may take away, and a deleted user keeps all of them for as long as it can be restored. So two who exchange
 * theirs stay held until a person helps.
 */
import type { TenantObjectId } from '../contract/identifiers.ts';
import type { HeldObject } from '../contract/plan.ts';
import { type Problem, problem } from '../contract/problem.ts';
import type { ProblemCode } from '../contract/problem-catalogue.ts';
import type { Difference } from './diff.ts';
import { holdObject, nameOf } from './held.ts';
import type { TenantUser } from './tenant.ts';

export interface Freed {
  readonly differences: readonly Difference[];
  readonly held: readonly HeldObject[];
}

type Wanting = Exclude<Difference, { readonly kind: 'unwanted' }>;

/** Whoever is held for a value may still be blocked: nobody has to wait for that. @param later what is due in a later run */
export function holdTaken(
  differences: readonly Difference[],
  existing: readonly TenantUser[],
  deleted: readonly TenantUser[],
  later: readonly Difference[] = [],
): Freed {
  const wanting = differences.filter((one): one is Wanting => one.kind !== 'unwanted' && wantsUnique(one));
  if (wanting.length === 0) return { differences, held: [] };
  const leaving = { now: deletedBy(differences), later: deletedBy(later) };
  const reasons = findReasons(wanting, leaving, indexOwners(existing), indexOwners(deleted));
  return {
    differences: differences.flatMap((one) => (reasons.has(one) ? blockOf(one) : [one])),
    held: wanting.flatMap((one) => {
      const reason = reasons.get(one);
      return reason === undefined ? [] : [holdObject(one.desired.object, reason)];
    }),
  };
}

const deletedBy = (differences: readonly Difference[]): ReadonlySet<TenantObjectId> =>
  new Set(differences.flatMap((one) => (one.kind === 'unwanted' ? [one.existing.tenantObjectId] : [])));

interface Owners {
  readonly ofName: ReadonlyMap<string, TenantUser>;
  readonly ofAddress: ReadonlyMap<string, TenantUser>;
}

function indexOwners(users: readonly TenantUser[]): Owners {
  const ofName = new Map<string, TenantUser>();
  const ofAddress = new Map<string, TenantUser>();
  for (const user of users) {
    const { userPrincipalName, mail } = user.values;
    if (typeof userPrincipalName === 'string') keepFirst(ofName, userPrincipalName.toLowerCase(), user);
    if (typeof mail === 'string') keepFirst(ofAddress, mail.toLowerCase(), user);
    for (const address of user.otherAddresses) keepFirst(ofAddress, address, user);
  }
  return { ofName, ofAddress };
}

/** Of several, the one with the smallest id, in whatever order they were read: the same one is named in every run. */
function keepFirst(owners: Map<string, TenantUser>, value: string, user: TenantUser): void {
  const known = owners.get(value);
  if (known === undefined || user.tenantObjectId < known.tenantObjectId) owners.set(value, user);
}

/** Whoever does not get what they need gives nothing up either, and so on along the chain. A circle holds nobody by itself. */
function findReasons(
  wanting: readonly Wanting[],
  leaving: Readonly<Record<'now' | 'later', ReadonlySet<TenantObjectId>>>,
  live: Owners,
  bin: Owners,
): ReadonlyMap<Difference, Problem> {
  const givers = new Set(wanting.flatMap((one) => (givesNameUp(one) ? [one.existing.tenantObjectId] : [])));
  const reasons = new Map<Difference, Problem>();
  const waiting = new Map<TenantObjectId, (readonly [Wanting, Problem])[]>();
  const wantedOf = new Map(
    wanting.flatMap((one) =>
      one.kind === 'missing' ? [] : [[one.existing.tenantObjectId, wants(one, 'mail')] as const],
    ),
  );
  const isLeaving = (id: TenantObjectId) => leaving.now.has(id) || leaving.later.has(id);
  for (const one of wanting) {
    const address = whyAddressTaken(one, { live, bin, wantedOf, isLeaving });
    if (address !== null) reasons.set(one, address);
    const name = signInNameOf(one);
    const owner = name === null ? undefined : live.ofName.get(name.toLowerCase());
    if (name === null || owner === undefined || isOf(one, owner) || leaving.now.has(owner.tenantObjectId)) continue;
    const { tenantObjectId } = owner;
    const reason = leaving.later.has(tenantObjectId)
      ? tell('object.name-not-free-yet', one, 'userPrincipalName', name, owner, ' and is to be deleted')
      : tell('object.value-not-free', one, 'userPrincipalName', name, owner);
    if (!givers.has(tenantObjectId)) reasons.set(one, reasons.get(one) ?? reason);
    else waiting.set(tenantObjectId, [...(waiting.get(tenantObjectId) ?? []), [one, reason]]);
  }
  const stuck = [...reasons.keys()];
  for (let one = stuck.pop(); one !== undefined; one = stuck.pop()) {
    if (one.kind !== 'different') continue;
    for (const [next, reason] of waiting.get(one.existing.tenantObjectId) ?? []) {
      if (reasons.has(next)) continue;
      reasons.set(next, reason);
      stuck.push(next);
    }
  }
  return reasons;
}

interface Addresses {
  readonly live: Owners;
  readonly bin: Owners;
  /** Which address each of those who are there needs. */
  readonly wantedOf: ReadonlyMap<TenantObjectId, string | null>;
  readonly isLeaving: (owner: TenantObjectId) => boolean;
}

function whyAddressTaken(one: Wanting, { live, bin, wantedOf, isLeaving }: Addresses): Problem | null {
  const mail = wants(one, 'mail');
  if (mail === null) return null;
  const owner = live.ofAddress.get(mail.toLowerCase());
  if (owner !== undefined && !isOf(one, owner)) {
    if (isLeaving(owner.tenantObjectId))
      return tell('object.address-not-free-yet', one, 'mail', mail, owner, ' and is to be deleted');
    const inExchange = wantedOf.get(owner.tenantObjectId) ?? null;
    const itsOwner = inExchange === null ? undefined : live.ofAddress.get(inExchange.toLowerCase());
    return itsOwner !== undefined && isOf(one, itsOwner)
      ? tell('object.addresses-exchanged', one, 'mail', mail, owner, ` and needs ${inExchange}`)
      : tell('object.value-not-free', one, 'mail', mail, owner);
  }
  const former = bin.ofAddress.get(mail.toLowerCase());
  if (former !== undefined && !isOf(one, former)) return tell('object.value-in-bin', one, 'mail', mail, former);
  return null;
}

function tell(
  code: Extract<
    ProblemCode,
    | 'object.value-not-free'
    | 'object.name-not-free-yet'
    | 'object.address-not-free-yet'
    | 'object.value-in-bin'
    | 'object.addresses-exchanged'
  >,
  { desired: { object } }: Wanting,
  attribute: string,
  value: string,
  owner: TenantUser,
  more = '',
): Problem {
  const { displayName, userPrincipalName } = owner.values;
  const other = `${displayName ?? userPrincipalName} (${userPrincipalName}, ${owner.tenantObjectId})`;
  return problem(
    code,
    `${attribute} ${value}: ${nameOf(object)} (${object.objectGuid}) needs it, ${other} has it${more}`,
  );
}

const wantsUnique = (one: Wanting) => signInNameOf(one) !== null || wants(one, 'mail') !== null;

/** Who comes back from the deleted ones under the former name needs that one to be free. */
function signInNameOf(one: Wanting): string | null {
  const former = one.kind === 'deleted' ? one.existing.values.userPrincipalName : null;
  return wants(one, 'userPrincipalName') ?? (typeof former === 'string' ? former : null);
}

const givesNameUp = (one: Wanting): one is Extract<Difference, { readonly kind: 'different' }> =>
  one.kind === 'different' && wants(one, 'userPrincipalName') !== null;

function wants({ attributes }: Wanting, attribute: 'userPrincipalName' | 'mail'): string | null {
  const after = attributes.find(({ name }) => name === attribute)?.after;
  return typeof after === 'string' ? after : null;
}

function isOf(one: Wanting, owner: TenantUser): boolean {
  return one.kind !== 'missing' && one.existing.tenantObjectId === owner.tenantObjectId;
}

function blockOf(difference: Difference): readonly Difference[] {
  if (difference.kind !== 'different') return [];
  const attributes = difference.attributes.filter(({ name, after }) => name === 'accountEnabled' && after === false);
  return attributes.length === 0 ? [] : [{ ...difference, attributes }];
}
