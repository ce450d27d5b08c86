/** Phases checking and confirming: the agent is looked at until it is well, or its time is over. */
import { problem } from '../contract/problem.ts';
import { type Health, judgeHealth } from './judge-health.ts';
import { endUpdate, enterPhase, isOver } from './phase-steps.ts';
import type { Phase, UpdateParts } from './update-parts.ts';
import type { Update } from './updater-memory.ts';

export const checkAgent: Phase = async (update, parts, signal) => {
  const { patience } = parts;
  const found = await lookUntil(update, parts, signal, (look) =>
    judgeHealth(look, {
      version: update.to,
      since: update.checkedSince ?? update.startedAt,
      deadlineAt: update.deadlineAt ?? update.startedAt,
      failedBefore: update.failedBefore,
    }),
  );
  if (found === null) return update;
  if (found.kind === 'healthy') {
    parts.packages.keepOnly([update.from, update.to]);
    return endUpdate(update, parts, 'installed');
  }
  const back = enterPhase(update, 'returning', parts, patience.returnMs);
  return { ...back, problem: problem('updates.not-healthy', `${update.to}: ${found.why}`) };
};

/** Why it came back is known; what matters now is only whether the agent of before answers. */
export const confirmAgent: Phase = async (update, parts, signal) => {
  const found = await lookUntil(update, parts, signal, (look) => {
    if (look === null) return { kind: 'notYet', why: 'the agent does not answer' };
    const isBack = look.version === update.from && look.activity !== 'protected';
    return isBack ? { kind: 'healthy' } : { kind: 'notYet', why: `version ${look.version} is ${look.activity}` };
  });
  if (found === null) return update;
  if (found.kind === 'healthy') return endUpdate(update, parts, 'returned');
  return endUpdate(update, parts, 'stuck', problem('updates.cannot-return', `${update.from}: ${found.why}`));
};

/** @returns null when the signal ended it */
async function lookUntil(
  update: Update,
  parts: UpdateParts,
  signal: AbortSignal,
  judge: (look: Awaited<ReturnType<UpdateParts['machine']['lookAtAgent']>>) => Health,
): Promise<Health | null> {
  const { machine, pause, patience } = parts;
  // The installer may have left that to nobody.
  await machine.startAgent();
  while (!signal.aborted) {
    const health = judge(await machine.lookAtAgent());
    if (health.kind === 'healthy' || isOver(update, parts)) return health;
    await pause(patience.betweenLooksMs, signal);
  }
  return null;
}
