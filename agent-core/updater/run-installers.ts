/** Phases installing and returning: a package replaces everything, this program included. What goes on afterwards is another process. */
import { problem } from '../contract/problem.ts';
import { endUpdate, enterPhase, isOver } from './phase-steps.ts';
import type { Phase, UpdateParts } from './update-parts.ts';
import type { Update } from './updater-memory.ts';
import type { WatchLine } from './watch-line.ts';

/** An installer that a restart of the machine cut off is started once more. */
const maxAttempts = 2;

export const install: Phase = async (update, parts, signal) => {
  const { version, patience, now, packages } = parts;
  if (version === update.to)
    return { ...enterPhase(update, 'checking', parts, patience.healthMs), checkedSince: now() };
  if (update.attempts >= maxAttempts || isOver(update, parts)) {
    const detail = `${update.to} after ${update.attempts} attempts; ${version} is still installed`;
    const back = enterPhase(update, 'returning', parts, patience.returnMs);
    return { ...back, problem: problem('updates.not-replaced', detail) };
  }
  return await beReplaced(update, packages.pathOf(update.to), 'update', parts, signal);
};

export const returnToBefore: Phase = async (update, parts, signal) => {
  const { version, packages, machine } = parts;
  // Also where the old version was never replaced: nobody knows how far that went.
  if (version === update.from && update.attempts > 0) return enterPhase(update, 'restoring', parts, null);
  if (update.attempts >= maxAttempts || isOver(update, parts)) {
    await machine.startAgent();
    return endUpdate(
      update,
      parts,
      'stuck',
      problem('updates.cannot-return', `${update.from}: ${version} is still installed`),
    );
  }
  return await beReplaced(update, packages.pathOf(update.from), 'return', parts, signal);
};

/** It comes after whoever has to decide in time has not done so. */
function watchFor(
  { to, from, startedAt, deadlineAt }: Update,
  { updatesDir, packages, patience }: UpdateParts,
): WatchLine {
  const shownByMs = Date.parse(deadlineAt ?? startedAt) + patience.installMs / 10;
  const endedByMs = shownByMs + patience.healthMs + 2 * patience.returnMs;
  const shownBy = new Date(shownByMs).toISOString();
  const endedBy = new Date(endedByMs).toISOString();
  return { updatesDir, watched: { to, startedAt, shownBy, endedBy }, packagePath: packages.pathOf(from) };
}

/**
 * The attempt is written down before it is made. The installer then ends this process; if it does not in time, the next look at the phase finds
 * that out.
 */
async function beReplaced(
  update: Update,
  packagePath: string,
  purpose: 'update' | 'return',
  parts: UpdateParts,
  signal: AbortSignal,
): Promise<Update> {
  const { memory, machine, pause, patience } = parts;
  const attempted = { ...update, attempts: update.attempts + 1 };
  memory.change({ update: attempted });
  // A version whose updater does not start could not go back by itself; the one that is put back is known to.
  if (purpose === 'update' && !(await machine.startWatcher(watchFor(attempted, parts)))) return attempted;
  if (!(await machine.startInstaller(packagePath, purpose))) return attempted;
  while (!signal.aborted && !isOver(attempted, parts)) await pause(patience.betweenLooksMs, signal);
  // Told to stop, it must stay as it is.
  return signal.aborted ? update : attempted;
}
