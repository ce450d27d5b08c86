/**
 * Who of the directory is found in the tenant although no anchor joins the two, by sign-in name or mail address (rule R28):
 *
 *     ada, mail ada@contoso.com        Ada of the tenant, the same address, no anchor, no mark -----> taken over
 *     ada -----+                       two accounts, or an account that two would have -------------> held, and both are named
 *     bob -----+--> the same one       a guest, somebody else's anchor or mark ---------------------> held
 *
 * Taking over writes the anchor and the mark and nothing else, so that the guard counts it, a person can see it, and what follows is an
 * ordinary comparison.
 */
import type { TenantObjectId } from '../contract/identifiers.ts';
import { type Problem, problem } from '../contract/problem.ts';
import { nameOf } from './held.ts';
import type { DesiredUser } from './map.ts';
import { nameFirst } from './name-first.ts';
import type { TenantUser } from './tenant.ts';

export type Match =
  | { readonly kind: 'found'; readonly user: TenantUser }
  | { readonly kind: 'held'; readonly reason: Problem };

export interface MatchContext {
  /** Everybody in the tenant. */
  readonly existing: readonly TenantUser[];
  /** It belongs to an object of this directory. */
  readonly isKnown: (user: TenantUser) => boolean;
}

/** @param newcomers whose anchor nobody in the tenant carries. @returns nothing of those whom nobody is like */
export function matchUsers(
  newcomers: readonly DesiredUser[],
  { existing, isKnown }: MatchContext,
): ReadonlyMap<DesiredUser, Match> {
  const seeking = newcomers.filter(({ matchBy }) => matchBy.signInName !== null || matchBy.addresses.length > 0);
  if (seeking.length === 0) return new Map();
  const owners = indexOwners(existing);
  const matches = new Map<DesiredUser, Match>();
  for (const desired of seeking) {
    const match = matchOne(desired, owners, isKnown);
    if (match !== null) matches.set(desired, match);
  }
  return holdShared(matches);
}

interface Owners {
  readonly ofName: ReadonlyMap<string, TenantUser>;
  readonly ofAddress: ReadonlyMap<string, readonly TenantUser[]>;
}

function indexOwners(users: readonly TenantUser[]): Owners {
  const ofAddress = new Map<string, TenantUser[]>();
  for (const user of users) {
    const mail = typeof user.values.mail === 'string' ? [user.values.mail.toLowerCase()] : [];
    for (const address of [...mail, ...user.otherAddresses])
      ofAddress.set(address, [...(ofAddress.get(address) ?? []), user]);
  }
  return {
    ofName: new Map(users.map((user) => [String(user.values.userPrincipalName).toLowerCase(), user])),
    ofAddress,
  };
}

function matchOne(desired: DesiredUser, owners: Owners, isKnown: MatchContext['isKnown']): Match | null {
  const { matchBy, always, object } = desired;
  const byName = matchBy.signInName === null ? undefined : owners.ofName.get(matchBy.signInName);
  const byAddress = matchBy.addresses.flatMap((address) => owners.ofAddress.get(address) ?? []);
  const hits = distinct([...(byName === undefined ? [] : [byName]), ...byAddress]);
  const [user] = hits;
  if (user === undefined) return null;
  // Also whoever has the sign-in name, which nobody is to be matched by: it would be missing afterwards.
  const namesake = owners.ofName.get(always.userPrincipalName.toLowerCase());
  const candidates = distinct(namesake === undefined ? hits : [...hits, namesake]);
  if (candidates.length > 1) {
    const detail = `${nameOf(object)} (${object.objectGuid}): ${nameFirst(candidates.map(labelOf).toSorted(), ' and ')}`;
    return { kind: 'held', reason: problem('object.match-ambiguous', detail) };
  }
  // That one person has what another one needs is told where values are compared.
  if (isKnown(user)) return null;
  const reason = whyNotTaken(user, desired);
  return reason === null ? { kind: 'found', user } : { kind: 'held', reason };
}

/** Members only, and nobody whom somebody else manages. */
function whyNotTaken(user: TenantUser, { object }: DesiredUser): Problem | null {
  const { anchor, isGuest, isSynchronisedElsewhere, values } = user;
  const refuse = (why: string) => problem('object.match-refused', `${nameOf(object)}: ${labelOf(user)} ${why}`);
  if (isGuest) return refuse('is a guest');
  if (isSynchronisedElsewhere === true) return refuse('is written by another synchronisation');
  if (values.ownershipMark !== null && values.ownershipMark !== undefined)
    return refuse(`is marked "${values.ownershipMark}"`);
  return anchor === null ? null : refuse(`carries the anchor ${anchor}`);
}

/** An account that several people are like is nobody's. */
function holdShared(matches: ReadonlyMap<DesiredUser, Match>): ReadonlyMap<DesiredUser, Match> {
  const byUser = Map.groupBy(matches, ([, match]) => (match.kind === 'found' ? match.user.tenantObjectId : null));
  const held = [...byUser].flatMap(([id, found]) => {
    const [first] = found;
    if (id === null || found.length < 2 || first?.[1].kind !== 'found') return [];
    const people = found.map(([{ object }]) => `${nameOf(object)} (${object.objectGuid})`).toSorted();
    const reason = problem('object.match-ambiguous', `${nameFirst(people, ' and ')}: ${labelOf(first[1].user)}`);
    return found.map(([desired]) => [desired, { kind: 'held', reason }] as const);
  });
  return new Map([...matches, ...held]);
}

function labelOf({ values, tenantObjectId }: TenantUser): string {
  return `${values.displayName ?? values.userPrincipalName} (${values.userPrincipalName}, ${tenantObjectId})`;
}

function distinct(users: readonly TenantUser[]): readonly TenantUser[] {
  return [...new Map<TenantObjectId, TenantUser>(users.map((user) => [user.tenantObjectId, user])).values()];
}
