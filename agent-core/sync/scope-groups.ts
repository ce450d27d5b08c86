/**
 * Step 2, for groups and contacts: what a group is, and which ones are kept in step. As with people every verdict carries its rule, and
 * what Graph does not let an application write is in scope all the same, and shown with the reason (rule R26).
 */
import { type Problem, problem } from '../contract/problem.ts';
import { type DirectoryGroup, type DirectoryObject, firstValue } from './directory-source.ts';
import { groupKindOf, isMailEnabled } from './group-kind.ts';
import { nameOf } from './held.ts';
import { hasBits } from './integer-bits.ts';
import type { ScopedObject } from './scope.ts';
import { commonRules, type ScopeRule, verdictOn } from './scope-rule.ts';
import type { Decision, Verdict } from './scope-verdict.ts';

export interface ScopedGroups {
  readonly inScope: readonly DirectoryGroup[];
  readonly outOfScope: readonly ScopedObject[];
  readonly notWritable: readonly NotWritable[];
  /** Left alone: nobody knows whether they are in scope. */
  readonly undecided: readonly ScopedObject[];
}

/** A group or a contact that would be in the tenant if Graph could write it. */
export interface NotWritable {
  readonly object: DirectoryObject;
  readonly problem: Problem;
}

export function scopeGroups(
  groups: readonly DirectoryGroup[],
  contacts: readonly DirectoryObject[],
  decision: Decision,
): ScopedGroups {
  const verdicts = [
    ...groups.map((object) => ({
      object,
      group: object,
      verdict: verdictOn(object, groupRulesFor(decision), decision),
    })),
    ...contacts.map((object) => ({ object, group: null, verdict: verdictOn(object, contactRules, decision) })),
  ];
  const inScope = verdicts
    .filter(({ verdict }) => verdict.kind === 'in')
    .map(({ object, group }) => ({ object, group, problem: whyNotWritable(object, group) }));
  const ofKind = (kind: Verdict['kind']): readonly ScopedObject[] =>
    verdicts.flatMap(({ object, verdict }) => (verdict.kind === kind ? [{ object, rule: verdict.rule }] : []));
  return {
    inScope: inScope.flatMap(({ group, problem: reason }) => (group === null || reason !== null ? [] : [group])),
    outOfScope: ofKind('out'),
    undecided: ofKind('undecided'),
    notWritable: inScope.flatMap(({ object, problem: reason }) =>
      reason === null ? [] : [{ object, problem: reason }],
    ),
  };
}

export function whyNotWritable(object: DirectoryObject, group: DirectoryObject | null): Problem | null {
  if (group === null) return problem('group.contact', nameOf(object));
  switch (groupKindOf(group)) {
    case 'mailEnabledSecurity':
      return problem('group.mail-enabled', nameOf(group));
    case 'distribution':
      return problem('group.distribution', nameOf(group));
    default:
      return null;
  }
}

/** groupType of a group that Windows made ([MS-ADTS] 2.2.12). */
const builtInBit = 0x1n;
/** msExchRecipientTypeDetails of a role group of Exchange. */
const roleGroupBit = 0x4000_0000n;

const leftAlone: ScopeRule = { name: 'groups are not synchronised, as the settings say', excludes: () => true };

export const groupRulesFor = ({ groups }: Decision): readonly ScopeRule[] =>
  groups.areSynchronised ? groupRules : [leftAlone];

/** The default exclusions of Entra Connect, since those of Cloud Sync for groups are not public. */
const groupRules: readonly ScopeRule[] = [
  ...commonRules,
  {
    name: 'built-in group',
    excludes: (object) => hasBits(firstValue(object, 'groupType'), builtInBit),
  },
  {
    name: 'adminDescription starts with Group_',
    excludes: (object) => /^Group_/i.test(firstValue(object, 'adminDescription') ?? ''),
  },
  {
    name: 'group of a synchronisation',
    excludes: (object) => firstValue(object, 'sAMAccountName')?.toLowerCase() === 'msol_ad_sync_richcoexistence',
  },
  {
    name: 'role group of Exchange',
    excludes: (object) => hasBits(firstValue(object, 'msExchRecipientTypeDetails'), roleGroupBit),
  },
  {
    name: 'distribution group without a mail address',
    excludes: (object) => groupKindOf(object) === 'plainDistribution',
  },
];

export const contactRules: readonly ScopeRule[] = [
  ...commonRules,
  {
    name: 'contact without a mail address',
    excludes: (object) => !isMailEnabled(object),
  },
  {
    name: 'adminDescription starts with Contact_',
    excludes: (object) => /^Contact_/i.test(firstValue(object, 'adminDescription') ?? ''),
  },
  {
    name: 'contact of a client access server',
    excludes: (object) => /^CAS_[^{]*\{/i.test(firstValue(object, 'mailNickname') ?? ''),
  },
];
