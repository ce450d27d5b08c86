/** Whether the agent is set up and not at work, and this person may change it: a plan can be made, and the set-up be opened again. */
import type { AgentConnection } from '../electron/contract/bridge.ts';

export const mayChangeNow = (connection: AgentConnection): boolean =>
  connection.kind === 'connected' &&
  connection.state.activity.kind === 'idle' &&
  connection.permissions.includes('change');
