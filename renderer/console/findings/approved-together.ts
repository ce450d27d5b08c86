/** Approvals as they were given: all changes of a finding together, a change that was named by itself alone. */
import type { Decision } from '../../../electron/contract/bridge.ts';

export interface ApprovedTogether {
  /** By whose digest, as it was then, they were approved; null for a change alone. */
  readonly finding: string | null;
  readonly digests: readonly string[];
  /** What the first few would do. */
  readonly names: readonly string[];
  readonly kinds: readonly string[];
  readonly by: string;
  readonly expiresAt: string | null;
}

const mostNamed = 3;

export function approvedTogether(decisions: readonly Decision[]): readonly ApprovedTogether[] {
  const approved = decisions.filter(({ verdict }) => verdict === 'approved');
  const groups = new Map<string, Decision[]>();
  for (const decision of approved) {
    const key = decision.finding ?? decision.digest;
    groups.set(key, [...(groups.get(key) ?? []), decision]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const changes = [...new Map(group.map((one) => [one.digest, one])).values()];
    const together = {
      finding: first.finding ?? null,
      digests: changes.map(({ digest }) => digest),
      names: changes.slice(0, mostNamed).map(({ what, digest }) => what ?? digest.slice(0, 12)),
      kinds: [...new Set(group.map(({ kind }) => kind))],
      by: first.by,
      expiresAt: first.expiresAt,
    };
    return [together];
  });
}
