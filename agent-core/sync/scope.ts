/**
 * Step 2: which objects are synchronised. Every verdict carries the rule that gave it, so that "why is this person missing?"
 * has an answer. The rules stand in a list and are asked in order; the first that excludes decides.
 */
import { assertNever } from '../contract/assert-never.ts';
import type { Finding } from '../contract/plan.ts';
import { problem } from '../contract/problem.ts';
import { defaultGroups, type ObjectReference } from '../contract/settings.ts';
import { allValues, type DirectoryObject, firstValue } from './directory-source.ts';
import { hasBits } from './integer-bits.ts';
import type { ScopeBasis } from './scope-basis.ts';
import { decideByGroups } from './scope-by-groups.ts';
import { decideByUnits } from './scope-by-units.ts';
import { commonRules, type ScopeRule, verdictOn } from './scope-rule.ts';
import type { Decision, ScopeDecision, Verdict } from './scope-verdict.ts';

export interface ScopedObject {
  readonly object: DirectoryObject;
  /** Why, in words. */
  readonly rule: string;
}

export interface Scoped {
  readonly inScope: readonly DirectoryObject[];
  readonly outOfScope: readonly ScopedObject[];
  /** Left alone: nobody knows whether they are in scope. */
  readonly undecided: readonly ScopedObject[];
}

export function scopeObjects(objects: readonly DirectoryObject[], decision: Decision): Scoped {
  const inScope: DirectoryObject[] = [];
  const others: Record<Exclude<Verdict['kind'], 'in'>, ScopedObject[]> = { out: [], undecided: [] };
  for (const object of objects) {
    const { kind, rule } = verdictOn(object, scopeRules, decision);
    if (kind === 'in') inScope.push(object);
    else others[kind].push({ object, rule });
  }
  return { inScope, outOfScope: others.out, undecided: others.undecided };
}

export function decide(basis: ScopeBasis, groups: Decision['groups'] = defaultGroups): Decision {
  return { ...decideBy(basis), groups };
}

function decideBy(basis: ScopeBasis): ScopeDecision {
  switch (basis.kind) {
    case 'all':
      return { missing: [], verdictOf: () => everythingIsIn };
    case 'groups':
      return decideByGroups(basis.wanted, basis.groups);
    case 'units':
      return decideByUnits(basis.include, basis.exclude, basis.units);
    default:
      return assertNever(basis);
  }
}

const everythingIsIn: Verdict = { kind: 'in', rule: 'everything is in scope' };

/** A scope that names what cannot be found is never an empty scope: whoever it might be about is held. */
export function findMissing(missing: readonly ObjectReference[], undecided: number): readonly Finding[] {
  if (missing.length === 0) return [];
  const names = missing.map(referenceText).join('; ');
  const reason = problem('scope.reference-not-found', `${undecided} objects held: ${names}`);
  return [{ kind: null, problem: reason, found: undecided, allowed: 0, holds: [] }];
}

/** What the settings name, and where it is to be found. */
export const referenceText = ({ name, objectGuid, domain }: ObjectReference): string =>
  `${name} (${objectGuid} in ${domain})`;

/** userAccountControl bits of trust, workstation and server accounts ([MS-ADTS] 2.2.16); such an account is no person (rule R15). */
const machineAccountBits = 0x3800n;
/** msExchRecipientTypeDetails of arbitration, discovery, public folder and other system mailboxes. 64 bits wide (rule R16). */
const systemMailboxBits = 0x21c07000n;

/** Also a managed service account, whose class is derived from that of computers. */
export const isMachine = (object: DirectoryObject): boolean =>
  allValues(object, 'objectClass').includes('computer') ||
  hasBits(firstValue(object, 'userAccountControl'), machineAccountBits);

/** Whoever is counted: computers are read as users, and are nobody. */
export const people = (objects: readonly DirectoryObject[]): readonly DirectoryObject[] =>
  objects.filter((object) => !isMachine(object));

/** Rule R15 and the default exclusions for users of Entra Cloud Sync. */
export const scopeRules: readonly ScopeRule[] = [
  {
    name: 'not a user: the most specific class is neither user nor inetOrgPerson',
    excludes: (object) => !['user', 'inetOrgPerson'].includes(allValues(object, 'objectClass').at(-1) ?? ''),
  },
  {
    name: 'not a user: the account of a computer or a trust',
    excludes: (object) => hasBits(firstValue(object, 'userAccountControl'), machineAccountBits),
  },
  ...commonRules,
  {
    name: 'no sAMAccountName',
    excludes: (object) => firstValue(object, 'sAMAccountName') === null,
  },
  {
    name: 'adminDescription starts with User_',
    excludes: (object) => /^User_/i.test(firstValue(object, 'adminDescription') ?? ''),
  },
  {
    name: 'account of a synchronisation or of support',
    excludes: (object) =>
      /^(AAD_|MSOL_|CAS_[^{]*\{|SUPPORT_388945a0$)/i.test(firstValue(object, 'sAMAccountName') ?? ''),
  },
  {
    name: 'system mailbox',
    excludes: (object) =>
      /^(SystemMailbox\{|CAS_[^{]*\{)/i.test(firstValue(object, 'mailNickname') ?? '') ||
      hasBits(firstValue(object, 'msExchRecipientTypeDetails'), systemMailboxBits),
  },
];
