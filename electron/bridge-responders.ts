/** What each call of a page does: one line per call, most of them passed on to the agent. */
import { succeed } from '../agent-core/contract/result.ts';
import type { AgentLink } from './agent-connection.ts';
import type { BridgeResponders } from './contract/bridge.ts';

export const bridgeResponders = (agent: AgentLink): BridgeResponders => ({
  'connection.read': async () => succeed(agent.current()),
  'run.start': (argument) => agent.request('run.start', argument),
  'run.entries': (argument) => agent.request('run.entries', argument),
  'plan.create': (argument) => agent.request('plan.create', argument),
  'plan.entries': (argument) => agent.request('plan.entries', argument),
});
