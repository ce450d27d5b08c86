/** state.read: what the agent is doing. */
import { succeed } from '../../contract/result.ts';
import type { AgentStatus } from '../agent-status.ts';
import type { Responder } from '../responder.ts';

export const readState =
  (status: AgentStatus): Responder<'state.read'> =>
  () =>
    succeed(status.read());
