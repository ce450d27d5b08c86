/** Stands in for the agent: speaks the control API over a real socket, and says what the test tells it to say. */
import { rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import {
  createMessageConnection,
  type MessageConnection,
  ResponseError,
  SocketMessageReader,
  SocketMessageWriter,
} from 'vscode-jsonrpc/node';
import { controlAddressOf } from '../../agent-core/client/control-address.ts';
import type { AgentState } from '../../agent-core/contract/agent-state.ts';
import {
  controlRequests,
  type EventName,
  type EventOf,
  type ParametersOf,
  protocolVersion,
  type ReplyOf,
  type RequestName,
} from '../../agent-core/contract/control-api.ts';
import { problem } from '../../agent-core/contract/problem.ts';
import type { Permission } from '../../agent-core/contract/request-specification.ts';
import { fail, type Result, succeed } from '../../agent-core/contract/result.ts';

export interface ScriptedAgent {
  /** Tells every client, as the agent does when its state changes. */
  show(state: AgentState): void;
  answer<Name extends RequestName>(name: Name, answer: (parameters: ParametersOf<Name>) => Answer<Name>): void;
  /** Tells every client of something that happens only once. */
  tell<Name extends EventName>(name: Name, event: EventOf<Name>): void;
  /** The names of the requests so far, in order. */
  readonly asked: readonly RequestName[];
  stop(): Promise<void>;
}

type Answer<Name extends RequestName> = Result<ReplyOf<Name>> | Promise<Result<ReplyOf<Name>>>;

interface ScriptedAgentOptions {
  readonly dataDir: string;
  readonly state: AgentState;
  readonly permissions?: readonly Permission[];
}

export async function startScriptedAgent(options: ScriptedAgentOptions): Promise<ScriptedAgent> {
  const { dataDir, permissions = ['read', 'change', 'approve'] } = options;
  let state = options.state;
  const asked: RequestName[] = [];
  const clients = new Map<Socket, MessageConnection>();
  const answers = new Map<RequestName, (parameters: never) => Answer<RequestName>>();
  // A window that is gone, or goes at this moment, is told nothing.
  const notify = (client: MessageConnection, name: string, event: unknown) =>
    void client.sendNotification(name, event).catch(() => undefined);
  const tell = (client: MessageConnection) => notify(client, 'state.changed', state);

  const serve = (socket: Socket) => {
    const connection = createMessageConnection(new SocketMessageReader(socket), new SocketMessageWriter(socket));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => clients.delete(socket));
    clients.set(socket, connection);
    for (const name of Object.keys(controlRequests) as RequestName[]) {
      connection.onRequest(name, async (parameters: unknown): Promise<unknown> => {
        asked.push(name);
        const answer = answers.get(name) ?? (() => fail(problem('control.unknown-request', name)));
        const result = await answer(controlRequests[name].parameters.parse(parameters) as never);
        if (name === 'hello') queueMicrotask(() => tell(connection));
        return result.ok
          ? controlRequests[name].reply.parse(result.value)
          : new ResponseError(1, result.problem.title, result.problem);
      });
    }
    connection.listen();
  };

  const server = createServer(serve);
  const { control } = controlAddressOf(dataDir);
  await rm(control, { force: true });
  // Closed to others from its first moment, as the agent's own socket is; clients refuse any other.
  const previousMask = process.umask(0o177);
  const listening = new Promise<void>((settle) => server.listen(control, settle));
  process.umask(previousMask);
  await listening;

  const agent: ScriptedAgent = {
    show: (next) => {
      state = next;
      for (const client of clients.values()) tell(client);
    },
    tell: (name, event) => {
      for (const client of clients.values()) notify(client, name, event);
    },
    answer: (name, answer) => void answers.set(name, answer),
    asked,
    stop: async () => {
      const closed = new Promise((settle) => server.close(settle));
      for (const socket of clients.keys()) socket.destroy();
      await closed;
    },
  };
  agent.answer('hello', () => succeed({ protocol: protocolVersion, agentVersion: state.version, permissions }));
  agent.answer('state.read', () => succeed(state));
  return agent;
}
