/** Finds out which findings and changes a person means: nobody types 64 characters, and the beginning is enough where it is unique. */
import type { ControlClient } from '../client/control-client.ts';
import type { Decision, HeldChange } from '../contract/approval-requests.ts';
import type { ChangeDigest, FindingDigest } from '../contract/identifiers.ts';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import { readHeldChanges } from './read-held-changes.ts';

/** As many characters as tell two digests apart with hardly ever a doubt. */
export const shortDigestLength = 12;
const fewestCharacters = 6;

export interface Meant {
  readonly findings: readonly FindingDigest[];
  readonly changes: readonly ChangeDigest[];
  /** Of these findings. */
  readonly kinds: readonly string[];
  /** Every finding that can be decided about, by its kind. */
  readonly byKind: ReadonlyMap<string, FindingDigest>;
  /** Everything that is held, as it was when the words were looked up. */
  readonly held: readonly HeldChange[];
}

export const isDigestWord = (word: string): boolean =>
  /^[0-9a-f]+$/.test(word) && word.length >= fewestCharacters && word.length <= 64;

/**
 * Problems: approval.not-held, approval.ambiguous.
 * @param approved can be meant too: a change, or all that were approved with a finding that is not there any more
 */
export async function resolveDigests(
  client: ControlClient,
  words: readonly string[],
  signal: AbortSignal,
  approved: readonly Decision[] = [],
): Promise<Result<Meant>> {
  const current = await client.request('approvals.findings', {}, signal);
  if (!current.ok) return current;
  const held = await readHeldChanges(client, null, signal);
  if (!held.ok) return held;
  const findings = current.value.findings.flatMap(({ digest }) => digest ?? []);
  const changes = new Set([...held.value.map(({ change }) => change.digest), ...approved.map(({ digest }) => digest)]);
  const former = approved.flatMap(({ finding = null }) =>
    finding === null || findings.includes(finding) ? [] : [finding],
  );
  const meant = { findings: new Set<FindingDigest>(), changes: new Set<ChangeDigest>() };
  for (const word of words) {
    const known = new Set([...findings, ...changes, ...former]);
    const [found, ...others] = [...known].filter((digest) => digest.startsWith(word));
    if (found === undefined) return fail(problem('approval.not-held', word));
    if (others.length > 0) return fail(problem('approval.ambiguous', word));
    for (const finding of findings) if (finding === found) meant.findings.add(finding);
    for (const change of changes) if (change === found) meant.changes.add(change);
    if (findings.some((finding) => finding === found)) continue;
    for (const { digest, finding } of approved) if (finding === found) meant.changes.add(digest);
  }
  const byKind = new Map(
    current.value.findings.flatMap(({ digest, kind }) =>
      digest !== undefined && kind !== null ? [[kind, digest] as const] : [],
    ),
  );
  const kinds = [...byKind].flatMap(([kind, digest]) => (meant.findings.has(digest) ? [kind] : []));
  return succeed({ findings: [...meant.findings], changes: [...meant.changes], kinds, byKind, held: held.value });
}
