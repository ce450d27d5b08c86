/**
 * Carries an update from phase to phase. Each begins only when the memory says so, and each can be begun again: whoever comes after a crash, or after
 * having been replaced, goes on where the memory is.
 *
 *   fetching       look at the feed anew, fetch, check            nothing has changed so far
 *   snapshotting   stop the agent, copy its databases
 *   installing     start the package; it ends this program         --> the next one that starts is the new version
 *   checking       is the agent of the new version well?
 *   returning      start the package of the version before         --> the next one that starts is the old version
 *   restoring      stop the agent, put the copies back
 *   confirming     does the agent of the old version answer?
 *
 * From installing to the end, watcher.ts looks on, as a service of its own from another folder, also after a restart of the computer: it runs the package of the version before when nobody else is left to.
 */
import { problem } from '../contract/problem.ts';
import { checkAgent, confirmAgent } from './check-agent.ts';
import { fetchUpdate } from './fetch-update.ts';
import { endUpdate } from './phase-steps.ts';
import { takeReturnedMark } from './returned-mark.ts';
import { install, returnToBefore } from './run-installers.ts';
import { restore, snapshot } from './snapshot-phases.ts';
import type { Phase, UpdateParts } from './update-parts.ts';
import { type Update, withFailed } from './updater-memory.ts';

const phases: Readonly<Record<Exclude<Update['phase'], 'ended'>, Phase>> = {
  fetching: fetchUpdate,
  snapshotting: snapshot,
  installing: install,
  checking: checkAgent,
  returning: returnToBefore,
  restoring: restore,
  confirming: confirmAgent,
};

/** Until the update in the memory has ended, or the signal ends the waiting: then it goes on at the next start. */
export async function carryOutUpdate(parts: UpdateParts, signal: AbortSignal): Promise<void> {
  const { memory, tell } = parts;
  takeReturnedMark(parts);
  for (let update = memory.read().update; update !== null && !signal.aborted; ) {
    const { phase } = update;
    if (phase === 'ended') return;
    const next = await advance(phase, update, parts, signal);
    if (next === update) return;
    memory.change({ update: next, ...(isFailure(next) && { failedVersions: withFailed(memory.read(), next.to) }) });
    const { from, to, outcome } = next;
    tell('update', { phase: next.phase, from, to, outcome, code: next.problem?.code, detail: next.problem?.detail });
    update = next;
  }
}

async function advance(
  phase: Exclude<Update['phase'], 'ended'>,
  update: Update,
  parts: UpdateParts,
  signal: AbortSignal,
): Promise<Update> {
  if (parts.version === update.from || parts.version === update.to) return phases[phase](update, parts, signal);
  // A person installed another version in the middle of it.
  await parts.machine.startAgent();
  const detail = `${parts.version} is installed`;
  return endUpdate(update, parts, 'overtaken', problem('updates.not-replaced', detail));
}

const isFailure = ({ phase }: Update) => phase === 'returning';
