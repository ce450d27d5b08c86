/** The exclusions that always hold, whatever the scope: what is no person and no group is in no scope. */
import { type DirectoryObject, firstValue } from './directory-source.ts';
import type { ScopeDecision, Verdict } from './scope-verdict.ts';

export interface ScopeRule {
  readonly name: string;
  excludes(object: DirectoryObject): boolean;
}

/** The exclusions come first, in their order; only of what they leave the scope is asked. */
export function verdictOn(object: DirectoryObject, rules: readonly ScopeRule[], decision: ScopeDecision): Verdict {
  const rule = rules.find((candidate) => candidate.excludes(object));
  return rule === undefined ? decision.verdictOf(object) : { kind: 'out', rule: rule.name };
}

/** For objects of every kind. */
export const commonRules: readonly ScopeRule[] = [
  {
    name: 'critical system object',
    excludes: (object) => firstValue(object, 'isCriticalSystemObject') === 'TRUE',
  },
  {
    name: 'replication conflict',
    // The DN arrives escaped: the line feed before CNF is written \0A ([MS-ADTS] 3.1.1.5.1.3, rule R16).
    excludes: (object) => /^CN=[^,]*\\0ACNF:/i.test(firstValue(object, 'distinguishedName') ?? ''),
  },
];
