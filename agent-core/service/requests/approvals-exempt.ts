/** approvals.exempt: one object is no longer counted for one kind of danger, until that is taken back. */
import { problem } from '../../contract/problem.ts';
import { fail, succeed } from '../../contract/result.ts';
import { guardKinds } from '../../sync/guard/guard-kinds.ts';
import { describePerson } from '../describe-caller.ts';
import type { Responder } from '../responder.ts';
import type { DecisionParts } from './approvals-decide.ts';

export const exemptObject =
  ({ approvals, audit, clock, log }: DecisionParts): Responder<'approvals.exempt'> =>
  ({ person, objectGuid, kind, isExempt }, _signal, caller) => {
    const known = guardKinds.map(({ name }) => name);
    if (!known.includes(kind)) return fail(problem('approval.unknown-kind', `${kind}; known are ${known.join(', ')}`));
    const isSo = approvals.exemptions().some((each) => each.objectGuid === objectGuid && each.kind === kind);
    if (isSo === isExempt) return succeed({});
    const by = describePerson(person, caller);
    const audited = audit.require(isExempt ? 'exempted' : 'exemptionTakenBack', by, `${objectGuid} from ${kind}`);
    if (!audited.ok) return audited;
    const written = isExempt
      ? approvals.exempt({ objectGuid, kind, by, at: clock.now() })
      : approvals.takeBack(objectGuid, kind);
    if (!written.ok) return written;
    log.info(isExempt ? 'object exempted from the guard' : 'exemption taken back', { by, object: objectGuid, kind });
    return succeed({});
  };
