import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  type AgentEnd,
  type AgentLife,
  type Supervision,
  supervise,
} from '../../../../agent-core/service-host/supervisor/supervise.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const crash: AgentEnd = { isClean: false, how: 'it ended with 1' };
const cleanEnd: AgentEnd = { isClean: true, how: 'it ended with 0' };

/** Agents that end when the test says so. */
function supervision(onStop: (agent: { end(how: AgentEnd): void }) => void = ({ end }) => end(cleanEnd)) {
  const agents: { end(how: AgentEnd): void; isKilled: boolean }[] = [];
  const seen: Supervision[] = [];
  const stop = new AbortController();
  const startAgent = (): AgentLife => {
    const { promise: ended, resolve: end } = Promise.withResolvers<AgentEnd>();
    const agent = { end, isKilled: false };
    agents.push(agent);
    const kill = () => {
      agent.isKilled = true;
      end(crash);
    };
    return { pid: agents.length, ended, stop: () => onStop(agent), kill };
  };
  const done = supervise({
    startAgent,
    stop: stop.signal,
    stopDeadlineMs: 120_000,
    onChange: (now) => void seen.push(now),
    monotonicMs: () => performance.now(),
  });
  return { agents, seen, stop, done };
}

test('an agent that crashed is started again after a pause, and the count is told', async () => {
  const { agents, seen, stop, done } = supervision();
  agents[0]?.end(crash);
  await vi.advanceTimersByTimeAsync(999);
  expect(agents).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  agents[1]?.end(crash);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(seen).toEqual([
    { kind: 'running', agentPid: 1, restarts: 0 },
    { kind: 'waiting', restarts: 0, pauseMs: 1_000, how: crash.how },
    { kind: 'running', agentPid: 2, restarts: 1 },
    { kind: 'waiting', restarts: 1, pauseMs: 2_000, how: crash.how },
    { kind: 'running', agentPid: 3, restarts: 2 },
  ]);
  stop.abort();
  await done;
});

test('an agent that ended cleanly without being told is left alone', async () => {
  const { agents, done } = supervision();
  agents[0]?.end(cleanEnd);
  await done;
  expect(agents).toHaveLength(1);
});

test('a stop during the pause ends it, and starts nothing', async () => {
  const { agents, stop, done } = supervision();
  agents[0]?.end(crash);
  await vi.advanceTimersByTimeAsync(10);
  stop.abort();
  await done;
  expect(agents).toHaveLength(1);
});

test('a stop waits for the agent, and kills one that does not end in time', async () => {
  const { agents, stop, done } = supervision(() => {});
  stop.abort();
  await vi.advanceTimersByTimeAsync(119_999);
  expect(agents[0]?.isKilled).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  await done;
  expect([agents[0]?.isKilled, agents.length]).toEqual([true, 1]);
});
