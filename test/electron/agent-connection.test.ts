import { describe, expect, test } from 'vitest';
import type { ConnectOptions, ControlClient } from '../../agent-core/client/control-client.ts';
import { problem } from '../../agent-core/contract/problem.ts';
import type { ProblemCode } from '../../agent-core/contract/problem-catalogue.ts';
import { fail, type Result, succeed } from '../../agent-core/contract/result.ts';
import { linkToAgent } from '../../electron/agent-connection.ts';
import type { AgentConnection } from '../../electron/contract/bridge.ts';
import { activities, stateOf } from '../desktop/sample-data.ts';

const idle = stateOf(activities.idle);
const running = stateOf(activities.running('map'));

/** An agent that answers attempt after attempt as the script says, and a clock that never waits. */
function linkWith(...script: readonly ((options: ConnectOptions) => Result<ControlClient>)[]) {
  const seen: AgentConnection[] = [];
  const pausesMs: number[] = [];
  const { promise: finished, resolve: finish } = Promise.withResolvers<void>();
  const remaining = [...script];
  const link = linkToAgent({
    dataDir: '/data',
    version: '0.1.0',
    onChanged: (connection) => seen.push(connection),
    connect: async (options) => {
      const next = remaining.shift();
      if (next !== undefined) return next(options);
      finish();
      return new Promise(() => {});
    },
    wait: async (milliseconds) => void pausesMs.push(milliseconds),
  });
  return { link, seen, pausesMs, finished };
}

const silent = (code: ProblemCode) => () => fail(problem(code, ''));

/** Connects, tells its states and ends. */
const visit =
  (...states: readonly (typeof idle)[]) =>
  (options: ConnectOptions): Result<ControlClient> => {
    for (const state of states) options.onStateChanged?.(state);
    return succeed({
      agent: { protocol: 1, agentVersion: '0.1.0', permissions: ['read'] },
      request: async () => fail(problem('run.not-found', '')),
      closed: Promise.resolve(),
      close: () => {},
    });
  };

describe('the link to the agent', () => {
  test('begins as connecting', () => {
    const { link } = linkWith();
    expect(link.current()).toEqual({ kind: 'connecting' });
    link.close();
  });

  test('tells the state that arrived with the handshake, and that the agent left', async () => {
    const { link, seen, finished } = linkWith(visit(running, idle));
    await finished;
    expect(seen).toMatchObject([
      { kind: 'connected', state: idle, permissions: ['read'] },
      { kind: 'disconnected', problem: { code: 'control.disconnected' } },
    ]);
    link.close();
  });

  test('tells an agent of another version from one that is away', async () => {
    const { link, seen, finished } = linkWith(silent('control.not-running'), silent('control.version-unsupported'));
    await finished;
    expect(seen.map(({ kind }) => kind)).toEqual(['disconnected', 'incompatible']);
    link.close();
  });

  test('tries again more and more slowly, and at once after it was connected', async () => {
    const away = silent('control.not-running');
    const { link, pausesMs, finished } = linkWith(away, away, away, away, away, visit(idle), away);
    await finished;
    expect(pausesMs).toEqual([500, 1_000, 2_000, 4_000, 4_000, 250, 500]);
    link.close();
  });

  test('answers requests with a problem while there is no agent', async () => {
    const { link, finished } = linkWith(silent('control.not-running'));
    await finished;
    expect(await link.request('run.start', {})).toMatchObject({ ok: false, problem: { code: 'control.not-running' } });
    link.close();
  });

  test('says nothing any more once it is closed', async () => {
    const { link, seen } = linkWith(visit(idle));
    link.close();
    await new Promise((settled) => setImmediate(settled));
    expect(seen).toEqual([]);
  });
});
