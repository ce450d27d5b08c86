/** How the agent is, told by the agent itself: a process that is there and does not answer is not healthy. */
import { setTimeout as pause } from 'node:timers/promises';
import { connectToAgent } from '../client/control-client.ts';
import type { Problem } from '../contract/problem.ts';
import { version } from '../contract/version.ts';

export type ServiceHealth =
  | { readonly kind: 'healthy' }
  /** It answers and writes nothing. */
  | { readonly kind: 'protected'; readonly problem: Problem }
  | { readonly kind: 'silent'; readonly problem: Problem };

const lookEveryMs = 200;

export async function readHealth(dataDir: string, signal: AbortSignal): Promise<ServiceHealth> {
  const client = await connectToAgent({ dataDir, client: { name: 'bridgehead', version } });
  if (!client.ok) return { kind: 'silent', problem: client.problem };
  try {
    const state = await client.value.request('state.read', {}, signal);
    if (!state.ok) return { kind: 'silent', problem: state.problem };
    const { activity } = state.value;
    return activity.kind === 'protected' ? { kind: 'protected', problem: activity.problem } : { kind: 'healthy' };
  } finally {
    client.value.close();
  }
}

/** Asks until the agent answers, the time is over or somebody interrupts. */
export async function awaitHealth(dataDir: string, deadlineMs: number, signal: AbortSignal): Promise<ServiceHealth> {
  const deadline = performance.now() + deadlineMs;
  while (true) {
    const health = await readHealth(dataDir, signal);
    if (health.kind !== 'silent' || performance.now() > deadline || signal.aborted) return health;
    await pause(lookEveryMs);
  }
}
