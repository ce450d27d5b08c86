/** Approvals as a person gave or sees them: those of a change are one however many kinds of danger they are for, and those of a finding are one. */
import type { Decision } from './approval-requests.ts';
import type { ChangeDigest, FindingDigest } from './identifiers.ts';

export interface ApprovedTogether {
  /** By whose digest, as it was then, they were approved; null for a change that was named by itself. */
  readonly finding: FindingDigest | null;
  /** Each once, with what it would do; null where that was not kept. */
  readonly changes: readonly { readonly digest: ChangeDigest; readonly what: string | null }[];
  readonly kinds: readonly string[];
  readonly by: string;
  readonly at: string;
  readonly expiresAt: string | null;
}

/** All changes of a finding together, a change that was named by itself alone; of what was rejected none. */
export const approvedTogether = (decisions: readonly Decision[]): readonly ApprovedTogether[] =>
  gather(decisions, ({ finding, digest }) => finding ?? digest);

/** Each change alone. */
export const approvedByChange = (decisions: readonly Decision[]): readonly ApprovedTogether[] =>
  gather(decisions, ({ digest }) => digest);

function gather(decisions: readonly Decision[], keyOf: (decision: Decision) => string): readonly ApprovedTogether[] {
  // The window's runtime has no Map.groupBy.
  const groups = new Map<string, Decision[]>();
  for (const decision of decisions) {
    if (decision.verdict !== 'approved') continue;
    const group = groups.get(keyOf(decision));
    if (group === undefined) groups.set(keyOf(decision), [decision]);
    else group.push(decision);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { finding = null, by, at, expiresAt } = first;
    const changes = [...new Map(group.map(({ digest, what = null }) => [digest, { digest, what }])).values()];
    return [{ finding, changes, kinds: [...new Set(group.map(({ kind }) => kind))], by, at, expiresAt }];
  });
}
