/** Owns the one connection to the agent: makes it, keeps its state current, and makes it anew for as long as the program runs. */
import { type ConnectOptions, type ControlClient, connectToAgent } from '../agent-core/client/control-client.ts';
import type { AgentState } from '../agent-core/contract/agent-state.ts';
import { type Problem, problem } from '../agent-core/contract/problem.ts';
import { fail, type Result } from '../agent-core/contract/result.ts';
import type { AgentConnection } from './contract/bridge.ts';
import { waitFor } from './wait-for.ts';

export interface AgentLink {
  readonly current: () => AgentConnection;
  /** Answers control.not-running while there is no connection. */
  readonly request: ControlClient['request'];
  readonly close: () => void;
}

export interface AgentLinkOptions {
  readonly dataDir: string;
  readonly version: string;
  /** Of bridgehead-host.exe, on Windows. */
  readonly hostPath?: string;
  readonly onChanged: (connection: AgentConnection) => void;
  readonly onSetupProgressed?: NonNullable<ConnectOptions['onSetupProgressed']>;
  readonly connect?: (options: ConnectOptions) => Promise<Result<ControlClient>>;
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

const firstPauseMs = 250;
const longestPauseMs = 4_000;

export function linkToAgent(options: AgentLinkOptions): AgentLink {
  const {
    dataDir,
    version,
    hostPath,
    onChanged,
    onSetupProgressed = () => undefined,
    connect = connectToAgent,
    wait = waitFor,
  } = options;
  const ending = new AbortController();
  let connection: AgentConnection = { kind: 'connecting' };
  let client: ControlClient | undefined;

  const change = (next: AgentConnection) => {
    if (ending.signal.aborted) return;
    connection = next;
    onChanged(next);
  };

  /** @returns whether the connection was made, after it has ended */
  const connectOnce = async (): Promise<boolean> => {
    let early: AgentState | undefined;
    const onStateChanged = (state: AgentState) => {
      early = state;
      if (client !== undefined) change({ kind: 'connected', state, permissions: client.agent.permissions });
    };
    const made = await connect({
      dataDir,
      client: { name: 'bridgehead-desktop', version },
      onStateChanged,
      onSetupProgressed,
      ...(hostPath === undefined ? {} : { hostPath }),
    });
    if (!made.ok) {
      change(connectionWithout(made.problem));
      return false;
    }
    if (ending.signal.aborted) {
      made.value.close();
      return false;
    }
    client = made.value;
    // The first state may have arrived with the handshake, before there was a client to go with it.
    if (early !== undefined) onStateChanged(early);
    await client.closed;
    client = undefined;
    change(connectionWithout(problem('control.disconnected', dataDir)));
    return true;
  };

  const keepConnected = async () => {
    let pauseMs = firstPauseMs;
    while (!ending.signal.aborted) {
      pauseMs = (await connectOnce()) ? firstPauseMs : Math.min(pauseMs * 2, longestPauseMs);
      await wait(pauseMs, ending.signal);
    }
  };
  void keepConnected();

  return {
    current: () => connection,
    request: async (name, parameters, signal) =>
      client === undefined ? fail(problem('control.not-running', dataDir)) : client.request(name, parameters, signal),
    close: () => {
      ending.abort();
      client?.close();
    },
  };
}

const connectionWithout = (reason: Problem): AgentConnection =>
  reason.code === 'control.version-unsupported'
    ? { kind: 'incompatible', problem: reason }
    : { kind: 'disconnected', problem: reason };
