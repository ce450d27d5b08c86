/** objects.find, objects.reasons and objects.leftOut: why an object is synchronised or is not, by the settings that hold now. */
import type { Verdict } from '../../contract/decided-together.ts';
import type { Problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import { subjectOf } from '../../storage/asked-sides.ts';
import type { ObjectAnswer, ObjectQuery } from '../../storage/object-query.ts';
import type { ObjectReader } from '../../storage/object-reader.ts';
import { readUnits } from '../../sync/scope-basis.ts';
import type { Pairing } from '../pairing.ts';
import type { Responder } from '../responder.ts';
import type { ApprovalParts } from './approvals-read.ts';

export interface ObjectParts {
  readonly pairing: Pick<Pairing, 'connect'>;
  readonly objects: Pick<ObjectReader, 'read'>;
}

export const findObjects =
  (parts: ObjectParts & Pick<ApprovalParts, 'approvals' | 'clock'>): Responder<'objects.find'> =>
  async ({ name }, signal) => {
    const answer = await ask(parts, { kind: 'find', name }, signal);
    if (!answer.ok || answer.value.kind !== 'find') return refusalIn(answer);
    const { reply } = answer.value;
    const told = new Set([...reply.objects, ...reply.gone.map(subjectOf)].map(({ objectGuid }) => objectGuid));
    const now = parts.clock.now();
    const exemptions = parts.approvals.exemptions(now);
    const decisions = parts.approvals.decisions(now);
    const decidedAs = (verdict: Verdict) =>
      decisions.filter((one) => one.verdict === verdict && (one.objectGuids ?? []).some((each) => told.has(each)));
    return succeed({
      ...reply,
      exemptions: exemptions.filter(({ objectGuid }) => told.has(objectGuid)),
      approvals: decidedAs('approved'),
      rejections: decidedAs('rejected'),
    });
  };

export const countReasons =
  (parts: ObjectParts): Responder<'objects.reasons'> =>
  async (_, signal) => {
    const answer = await ask(parts, { kind: 'reasons' }, signal);
    return answer.ok && answer.value.kind === 'reasons' ? succeed(answer.value.reply) : refusalIn(answer);
  };

export const listLeftOut =
  (parts: ObjectParts): Responder<'objects.leftOut'> =>
  async (asked, signal) => {
    const answer = await ask(parts, { kind: 'leftOut', ...asked }, signal);
    return answer.ok && answer.value.kind === 'leftOut' ? succeed(answer.value.reply) : refusalIn(answer);
  };

/** Problems: those of the pairing, and of reading the units that the scope names. */
async function ask(
  { pairing, objects }: ObjectParts,
  asked: ObjectQuery['ask'],
  signal: AbortSignal,
): Promise<Result<ObjectAnswer>> {
  const connected = pairing.connect();
  if (!connected.ok) return connected;
  const { settings, sides } = connected.value;
  const units = await readUnits(sides.directories, settings.scope, signal);
  if (units.problem !== null) return fail(units.problem);
  const domains = settings.domains.map(({ name }) => name);
  return succeed(
    await objects.read({ domains, scope: settings.scope, groups: settings.groups, units: units.objects, ask: asked }),
  );
}

function refusalIn(answer: Result<ObjectAnswer>): { readonly ok: false; readonly problem: Problem } {
  if (answer.ok) throw new Error(`the thread answered ${answer.value.kind}`);
  return answer;
}
