/** Phases snapshotting and restoring: the agent's databases are copied, and put back, while it is stopped. */
import { join } from 'node:path';
import { problem } from '../contract/problem.ts';
import { endUpdate, enterPhase } from './phase-steps.ts';
import { restoreSnapshot, takeSnapshot } from './snapshot.ts';
import type { Phase, UpdateParts } from './update-parts.ts';

const snapshotDirOf = ({ updatesDir }: UpdateParts) => join(updatesDir, 'snapshot');

export const snapshot: Phase = async (update, parts) => {
  const { machine, dataDir, patience } = parts;
  // Before it is stopped: afterwards nobody answers.
  const look = await machine.lookAtAgent();
  const stopped = await machine.stopAgent();
  const taken = stopped.ok ? await takeSnapshot(dataDir, snapshotDirOf(parts)) : stopped;
  if (!taken.ok) {
    await machine.startAgent();
    return endUpdate(update, parts, 'refused', taken.problem);
  }
  const failedBefore = look === null ? update.failedBefore : look.lastRun?.result === 'failed';
  return { ...enterPhase(update, 'installing', parts, patience.installMs), failedBefore };
};

export const restore: Phase = async (update, parts) => {
  const { machine, dataDir, patience } = parts;
  const stopped = await machine.stopAgent();
  const restored = stopped.ok ? await restoreSnapshot(snapshotDirOf(parts), dataDir) : stopped;
  await machine.startAgent();
  if (restored.ok) return enterPhase(update, 'confirming', parts, patience.returnMs);
  const { detail } = restored.problem;
  return endUpdate(update, parts, 'stuck', problem('updates.cannot-return', `${update.from}: ${detail}`));
};
