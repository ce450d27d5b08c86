/** Decisions as a person took or sees them: those about a change are one however many kinds of danger they are about, and those about a finding are one. */
import type { Decision } from './approval-requests.ts';
import type { ChangeDigest, FindingDigest } from './identifiers.ts';

export type Verdict = Decision['verdict'];

export interface DecidedTogether {
  readonly verdict: Verdict;
  /** By whose digest, as it was then, they were decided about; null for a change that was named by itself. */
  readonly finding: FindingDigest | null;
  /** Each once, with what it would do; null where that was not kept. */
  readonly changes: readonly { readonly digest: ChangeDigest; readonly what: string | null }[];
  readonly kinds: readonly string[];
  readonly by: string;
  readonly at: string;
  /** Null for rejections. */
  readonly expiresAt: string | null;
  /** A run attempted these, and nobody saw yet what became of that. */
  readonly isAttempted: boolean;
}

/** All changes of a finding together, those apart that a run attempted; a change that was named by itself alone; of the other verdict none. */
export const decidedTogether = (verdict: Verdict, decisions: readonly Decision[]): readonly DecidedTogether[] =>
  gather(verdict, decisions, ({ finding, digest, isAttempted = false }) => `${finding ?? digest} ${isAttempted}`);

/** Each change alone. */
export const decidedByChange = (verdict: Verdict, decisions: readonly Decision[]): readonly DecidedTogether[] =>
  gather(verdict, decisions, ({ digest }) => digest);

function gather(
  verdict: Verdict,
  decisions: readonly Decision[],
  keyOf: (decision: Decision) => string,
): readonly DecidedTogether[] {
  // The window's runtime has no Map.groupBy.
  const groups = new Map<string, Decision[]>();
  for (const decision of decisions) {
    if (decision.verdict !== verdict) continue;
    const group = groups.get(keyOf(decision));
    if (group === undefined) groups.set(keyOf(decision), [decision]);
    else group.push(decision);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { finding = null, by, at, expiresAt, isAttempted = false } = first;
    const changes = [...new Map(group.map(({ digest, what = null }) => [digest, { digest, what }])).values()];
    return [
      { verdict, finding, changes, kinds: [...new Set(group.map(({ kind }) => kind))], by, at, expiresAt, isAttempted },
    ];
  });
}
