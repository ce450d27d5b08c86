/**
 * What the scope says of one object, for whoever asks: by the rules and the decision that a run decides with, so that the answer is the one
 * that the next run gives.
 */
import type { ScopeAnswer } from '../contract/object-requests.ts';
import type { ObjectType } from '../contract/plan.ts';
import type { DirectoryObject } from './directory-source.ts';
import { scopeRules } from './scope.ts';
import { contactRules, groupRulesFor, whyNotWritable } from './scope-groups.ts';
import type { ScopeRule } from './scope-rule.ts';
import type { Decision } from './scope-verdict.ts';

const rulesFor = (decision: Decision): Readonly<Record<ObjectType, readonly ScopeRule[]>> => ({
  user: scopeRules,
  group: groupRulesFor(decision),
  contact: contactRules,
});

export function askScope(object: DirectoryObject, objectType: ObjectType, decision: Decision): ScopeAnswer {
  const exclusion = rulesFor(decision)[objectType].find((rule) => rule.excludes(object));
  if (exclusion !== undefined) return { kind: 'excluded', rule: exclusion.name };
  const verdict = decision.verdictOf(object);
  if (verdict.kind !== 'in' || objectType === 'user') return verdict;
  const problem = whyNotWritable(object, objectType === 'group' ? object : null);
  return problem === null ? verdict : { kind: 'notWritable', rule: verdict.rule, problem };
}
