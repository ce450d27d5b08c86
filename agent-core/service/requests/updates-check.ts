/** updates.check: looks at the feed now. What is wrong with the feed is part of the answer. */
import { succeed } from '../../contract/result.ts';
import { defaultUpdates } from '../../contract/update-settings.ts';
import type { AgentStatus } from '../agent-status.ts';
import type { Responder } from '../responder.ts';
import { readUpdates, type UpdateReading } from '../updates/read-updates.ts';
import type { UpdaterLink } from '../updates/updater-link.ts';

export interface UpdateParts extends UpdateReading {
  readonly updater: UpdaterLink;
  readonly status: AgentStatus;
}

export const checkUpdates =
  (parts: UpdateParts): Responder<'updates.check'> =>
  async (_parameters, signal) => {
    const { channel } = parts.readSettings() ?? defaultUpdates;
    const asked = await parts.updater.ask({ kind: 'check', channel }, signal);
    const state = readUpdates(parts);
    const isTold = state.kind === 'available' && state.updater.offer?.problem != null;
    if (!asked.ok && !isTold) return asked;
    parts.status.announce();
    return succeed(state);
  };
