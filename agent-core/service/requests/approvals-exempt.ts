/** approvals.exempt: objects are no longer counted for one kind of danger, until that ends or is taken back. */
import type { ParametersOf } from '../../contract/control-api.ts';
import { canBeExempt, exemptibleKinds } from '../../contract/exemptible-kinds.ts';
import { guardKindNames } from '../../contract/guard-settings.ts';
import type { ChangeDigest, ObjectGuid } from '../../contract/identifiers.ts';
import { problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import { mostAudited } from '../../storage/audited-changes.ts';
import type { HeldOutcome } from '../../storage/held-changes.ts';
import type { SettingsStore } from '../../storage/settings-store.ts';
import { nameFirst } from '../../sync/name-first.ts';
import { describePerson } from '../describe-caller.ts';
import type { Responder } from '../responder.ts';
import { type DecisionParts, daysFrom, heldByFinding } from './approvals-decide.ts';

export interface ExemptionParts extends DecisionParts {
  readonly settingsStore: Pick<SettingsStore, 'read'>;
}

export const exemptObject =
  (parts: ExemptionParts): Responder<'approvals.exempt'> =>
  ({ person, subject, isExempt, days }, _signal, caller) => {
    const { approvals, audit, clock, log, settingsStore } = parts;
    if (settingsStore.read() === null) return fail(problem('setup.required', 'there is nothing to be exempt from'));
    const meant = isExempt ? objectsMeant(parts, subject) : objectsExempt(parts, subject);
    if (!meant.ok) return meant;
    const { kind, objectGuids, names, rejected = 0 } = meant.value;
    if (isExempt && !canBeExempt(kind))
      return fail(
        problem('approval.not-exemptible', `${kind}; objects can be exempt from ${exemptibleKinds.join(', ')}`),
      );
    const at = clock.now();
    const inForce = approvals.exemptions(at).filter((each) => each.kind === kind);
    const exempt = new Set(inForce.map(({ objectGuid }) => objectGuid));
    // Whoever is exempt already is so until the new end.
    const changed = isExempt ? objectGuids : objectGuids.filter((objectGuid) => exempt.has(objectGuid));
    if (changed.length === 0)
      return fail(problem('approval.not-exempt', `${nameFirst(objectGuids, ', ', mostAudited)} from ${kind}`));
    const by = describePerson(person, caller);
    const expiresAt = isExempt ? daysFrom(at, days) : null;
    const named = changed.map((objectGuid) => `${names.get(objectGuid) ?? ''} ${objectGuid}`.trimStart());
    const until = expiresAt === null ? '' : ` until ${expiresAt}`;
    const detail = `from ${kind}${until}: ${nameFirst(named, ', ', mostAudited)}`;
    const audited = audit.require(isExempt ? 'exempted' : 'exemptionTakenBack', by, detail);
    if (!audited.ok) return audited;
    const exemptions = changed.map((objectGuid) => ({
      ...{ objectGuid, kind, by, at, expiresAt },
      name: names.get(objectGuid) ?? null,
      finding: 'finding' in subject ? subject.finding : null,
    }));
    const written = isExempt ? approvals.exempt(exemptions) : approvals.takeBack(changed, kind);
    if (!written.ok) return written;
    log.info(isExempt ? 'exempted from the guard' : 'exemption taken back', {
      by,
      objects: changed.length,
      kind,
      expiresAt,
    });
    return succeed({ objects: changed.length, expiresAt, rejected });
  };

interface Meant {
  readonly kind: string;
  readonly objectGuids: readonly ObjectGuid[];
  /** Of those of which anything is known. */
  readonly names: ReadonlyMap<ObjectGuid, string>;
  /** So many changes of the finding are rejected, and exempt nobody. */
  readonly rejected?: number;
}

/** What was given with a finding is known by the digest that it had then, whatever it holds by now. Problems: approval.nothing-exempt, and those of `objectsMeant`. */
function objectsExempt(parts: DecisionParts, subject: ParametersOf<'approvals.exempt'>['subject']): Result<Meant> {
  if ('objectGuid' in subject) return objectsMeant(parts, subject);
  const given = parts.approvals.exemptions(parts.clock.now()).filter(({ finding }) => finding === subject.finding);
  const [first] = given;
  if (first === undefined) {
    // Of those whom it holds now, somebody may be exempt by themselves.
    const held = heldByFinding(parts, subject.finding);
    return held.ok ? objectsHeldBy(parts, held.value) : fail(problem('approval.nothing-exempt', subject.finding));
  }
  return succeed({
    kind: first.kind,
    objectGuids: given.map(({ objectGuid }) => objectGuid),
    names: new Map(given.flatMap(({ objectGuid, name }) => (name === null ? [] : [[objectGuid, name]]))),
  });
}

/** Problems: approval.unknown-kind, approval.finding-changed, approval.all-rejected. */
function objectsMeant(parts: DecisionParts, subject: ParametersOf<'approvals.exempt'>['subject']): Result<Meant> {
  if ('objectGuid' in subject) {
    const known = guardKindNames.some((name) => name === subject.kind);
    if (!known)
      return fail(problem('approval.unknown-kind', `${subject.kind}; known are ${guardKindNames.join(', ')}`));
    const { objectGuid, kind } = subject;
    const name = parts.approvals.nameOf(objectGuid);
    return succeed({ kind, objectGuids: [objectGuid], names: new Map(name === null ? [] : [[objectGuid, name]]) });
  }
  const held = heldByFinding(parts, subject.finding);
  if (!held.ok) return held;
  // An exemption would let go the next time what somebody rejected this time.
  const isRejected = (digest: ChangeDigest) =>
    parts.approvals.decisionsOn(digest, parts.clock.now()).some(({ verdict }) => verdict === 'rejected');
  const digests = held.value.digests.filter((digest) => !isRejected(digest));
  if (digests.length === 0) return fail(problem('approval.all-rejected', subject.finding));
  return objectsHeldBy(parts, { ...held.value, digests }, held.value.digests.length - digests.length);
}

/** @param digests some of what the finding of this kind holds */
function objectsHeldBy(
  { heldChanges }: DecisionParts,
  { kind: tally, digests }: { readonly kind: string; readonly digests: readonly ChangeDigest[] },
  rejected = 0,
): Result<Meant> {
  const { items } = heldChanges.read(tally, 0, Number.MAX_SAFE_INTEGER - 1);
  const covered = new Set(digests);
  const names = namesOf(items.filter(({ change }) => covered.has(change.digest)));
  // An exemption is from a kind as a whole, whatever it counts apart.
  const [kind = ''] = tally.split(' ');
  return succeed({ kind, objectGuids: [...names.keys()], names, rejected });
}

const namesOf = (held: readonly HeldOutcome[]) =>
  new Map(held.map(({ change }) => [change.objectGuid, change.userPrincipalName ?? change.displayName]));
