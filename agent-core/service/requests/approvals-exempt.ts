/** approvals.exempt: objects are no longer counted for one kind of danger, until that is taken back. */
import type { ParametersOf } from '../../contract/control-api.ts';
import type { ObjectGuid } from '../../contract/identifiers.ts';
import { problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import { guardKinds } from '../../sync/guard/guard-kinds.ts';
import { describePerson } from '../describe-caller.ts';
import type { Responder } from '../responder.ts';
import { type DecisionParts, heldByFinding } from './approvals-decide.ts';

export const exemptObject =
  (parts: DecisionParts): Responder<'approvals.exempt'> =>
  ({ person, subject, isExempt }, _signal, caller) => {
    const { approvals, audit, clock, log } = parts;
    const meant = objectsMeant(parts, subject);
    if (!meant.ok) return meant;
    const { kind, objectGuids } = meant.value;
    const exempt = new Set(approvals.exemptions().flatMap((each) => (each.kind === kind ? [each.objectGuid] : [])));
    const changed = objectGuids.filter((objectGuid) => exempt.has(objectGuid) !== isExempt);
    if (changed.length === 0 && !isExempt)
      return fail(problem('approval.not-exempt', `${objectGuids.slice(0, 100).join(', ')} from ${kind}`));
    if (changed.length === 0) return succeed({ objects: 0 });
    const by = describePerson(person, caller);
    const detail = `from ${kind}: ${changed.slice(0, 100).join(', ')}${changed.length > 100 ? `, and ${changed.length - 100} more` : ''}`;
    const audited = audit.require(isExempt ? 'exempted' : 'exemptionTakenBack', by, detail);
    if (!audited.ok) return audited;
    const at = clock.now();
    for (const objectGuid of changed) {
      const written = isExempt ? approvals.exempt({ objectGuid, kind, by, at }) : approvals.takeBack(objectGuid, kind);
      if (!written.ok) return written;
    }
    log.info(isExempt ? 'exempted from the guard' : 'exemption taken back', { by, objects: changed.length, kind });
    return succeed({ objects: changed.length });
  };

interface Meant {
  readonly kind: string;
  readonly objectGuids: readonly ObjectGuid[];
}

/** Problems: approval.unknown-kind, approval.finding-changed. */
function objectsMeant(parts: DecisionParts, subject: ParametersOf<'approvals.exempt'>['subject']): Result<Meant> {
  if ('objectGuid' in subject) {
    const known = guardKinds.map(({ name }) => name);
    if (known.includes(subject.kind)) return succeed({ kind: subject.kind, objectGuids: [subject.objectGuid] });
    return fail(problem('approval.unknown-kind', `${subject.kind}; known are ${known.join(', ')}`));
  }
  const held = heldByFinding(parts, subject.finding);
  if (!held.ok) return held;
  const { items } = parts.heldChanges.read(held.value.kind, 0, Number.MAX_SAFE_INTEGER - 1);
  const covered = new Set(held.value.digests);
  const objectGuids = items.flatMap(({ change }) => (covered.has(change.digest) ? [change.objectGuid] : []));
  // An exemption is from a kind as a whole, whatever it counts apart.
  const [kind = ''] = held.value.kind.split(' ');
  return succeed({ kind, objectGuids: [...new Set(objectGuids)] });
}
