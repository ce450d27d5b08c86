/** One client of the control API: the handshake first, then requests, each checked for permission and shape. */
import type { Socket } from 'node:net';
import {
  type CancellationToken,
  createMessageConnection,
  type MessageConnection,
  ResponseError,
  SocketMessageWriter,
  StreamMessageReader,
} from 'vscode-jsonrpc/node';
import {
  controlRequests,
  maxMessageBytes,
  protocolVersion,
  type ReplyOf,
  type RequestName,
} from '../contract/control-api.ts';
import { type Problem, problem } from '../contract/problem.ts';
import { refuseRequest } from '../contract/refuse-request.ts';
import type { Permission } from '../contract/request-specification.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import { version } from '../contract/version.ts';
import type { AgentLog } from './agent-log.ts';
import type { AgentStatus } from './agent-status.ts';
import { limitMessageSize } from './limit-message-size.ts';
import { translateReply, translateState } from './older-clients.ts';
import type { Caller, Responders } from './responder.ts';
import type { SetupProgress } from './setup-progress.ts';

export interface ConnectionParts {
  readonly responders: Responders;
  readonly status: AgentStatus;
  readonly progress: SetupProgress;
  readonly log: AgentLog;
  /** Of whom is at the other end; null where the system does not tell. */
  readonly readAccount: (socket: Socket) => string | null;
}

/** A client that connects and says nothing is sent away. */
const handshakeTimeoutMs = 10_000;
const maxUnsentStates = 64;
const maxRequestsUnderWay = 32;
/** Of a client that asks and does not read; replies wait in memory. */
const maxUnreadBytes = 4 * maxMessageBytes;
const oldestProtocol = Math.max(1, protocolVersion - 1);
/** JSON-RPC: a server's own errors start here; the problem is in `data`. */
const problemErrorCode = -32_000;

/** What a connection may do is decided by the door it came through, here, once. */
interface Door {
  readonly name: Caller['door'];
  readonly permissions: readonly Permission[];
}

/** What was agreed with the client in its first greeting. */
interface Agreed {
  readonly protocol: number;
  readonly caller: Caller;
}

export function serveConnection(socket: Socket, door: Door, parts: ConnectionParts): void {
  const { permissions } = door;
  const gone = new AbortController();
  const guard = limitMessageSize(maxMessageBytes);
  const connection = createMessageConnection(new StreamMessageReader(guard), new SocketMessageWriter(socket));
  const handshakeTimer = setTimeout(() => socket.destroy(), handshakeTimeoutMs);
  let stopAnnouncing = () => {};
  let stopFollowing = () => {};
  let agreed: Agreed | null = null;
  let underWay = 0;

  const describe = (program: string): Caller => {
    const account = parts.readAccount(socket);
    return { door: door.name, program, ...(account === null ? {} : { account }) };
  };
  const greet = (parameters: unknown): Result<ReplyOf<'hello'>> => {
    const hello = controlRequests.hello.parameters.safeParse(parameters);
    if (!hello.success) return fail(refuseRequest('hello', parameters, hello.error));
    const { protocol, client } = hello.data;
    if (protocol < oldestProtocol || protocol > protocolVersion) {
      const spoken = `the client speaks version ${protocol}, the agent ${oldestProtocol} to ${protocolVersion}`;
      return fail(problem('control.version-unsupported', spoken));
    }
    clearTimeout(handshakeTimer);
    if (agreed === null) stopAnnouncing = announceState(connection, socket, parts.status, protocol);
    if (agreed === null && permissions.includes('change')) stopFollowing = announceProgress(connection, parts.progress);
    agreed ??= { protocol, caller: describe(`${client.name} ${client.version}`.slice(0, 100)) };
    return succeed({ protocol: agreed.protocol, agentVersion: version, permissions });
  };

  connection.onRequest('hello', (parameters: unknown) => toReply(greet(parameters)));
  connection.onRequest(async (name: string, parameters: unknown, token: CancellationToken) => {
    if (agreed === null) return toReply(fail(problem('control.handshake-required', name)));
    if (underWay >= maxRequestsUnderWay) return toReply(fail(problem('control.too-many-requests', name)));
    if (socket.writableLength > maxUnreadBytes) socket.destroy();
    underWay += 1;
    try {
      return toReply(await answer(name, parameters, { ...agreed, permissions }, parts, signalOf(token, gone.signal)));
    } finally {
      underWay -= 1;
    }
  });
  connection.onError(() => socket.destroy());
  guard.on('error', (error) => {
    parts.log.warn('control message refused', { reason: error.message });
    socket.destroy();
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    clearTimeout(handshakeTimer);
    stopAnnouncing();
    stopFollowing();
    gone.abort();
    connection.dispose();
  });
  socket.pipe(guard);
  connection.listen();
}

async function answer(
  name: string,
  parameters: unknown,
  { protocol, caller, permissions }: Agreed & Pick<Door, 'permissions'>,
  { responders, log }: ConnectionParts,
  signal: AbortSignal,
): Promise<Result<unknown>> {
  if (!hasResponder(name, responders)) return fail(problem('control.unknown-request', name));
  const { permission, since, parameters: schema } = controlRequests[name];
  // What a version of the protocol does not have cannot be asked in it: a client then means what it says.
  if (since > protocol)
    return fail(
      problem('control.unknown-request', `${name} came with version ${since}, this client speaks ${protocol}`),
    );
  if (!permissions.includes(permission)) return fail(problem('control.not-permitted', `${name} needs "${permission}"`));
  const parsed = schema.safeParse(parameters);
  if (!parsed.success) return fail(refuseRequest(name, parameters, parsed.error));
  try {
    // One name leads to both the schema and the responder; the compiler cannot follow that through two records.
    const responder = responders[name] as (
      checked: unknown,
      signal: AbortSignal,
      caller: Caller,
    ) => Promise<Result<unknown>>;
    const answered = await responder(parsed.data, signal, caller);
    return answered.ok ? succeed(translateReply(name, answered.value, protocol)) : answered;
  } catch (error) {
    log.unexpected(error, { request: name });
    return fail(problem('agent.unexpected', name));
  }
}

function hasResponder(name: string, responders: Responders): name is Exclude<RequestName, 'hello'> {
  return Object.hasOwn(responders, name);
}

function toReply(result: Result<unknown>): unknown {
  return result.ok ? result.value : new ResponseError<Problem>(problemErrorCode, result.problem.title, result.problem);
}

/** The only place where a cancelled request, or a client that went away, becomes an AbortSignal. */
function signalOf(token: CancellationToken, gone: AbortSignal): AbortSignal {
  const cancelled = new AbortController();
  if (token.isCancellationRequested) cancelled.abort();
  token.onCancellationRequested(() => cancelled.abort());
  return AbortSignal.any([cancelled.signal, gone]);
}

/** Sends the state now and after every change. A client that does not read is sent away before too much waits for it. */
function announceState(
  connection: MessageConnection,
  socket: Socket,
  status: AgentStatus,
  protocol: number,
): () => void {
  let unsent = 0;
  const notify = async () => {
    unsent += 1;
    // It throws when the connection is ending; whoever changed the state must not hear of that.
    await connection.sendNotification('state.changed', translateState(status.read(), protocol));
    unsent -= 1;
  };
  const send = () => {
    if (unsent >= maxUnsentStates) socket.destroy();
    else notify().catch(() => undefined);
  };
  setImmediate(send);
  return status.onChange(send);
}

/** A set-up has few steps, and somebody who waits for them. */
function announceProgress(connection: MessageConnection, progress: SetupProgress): () => void {
  return progress.onProgress((progressed) => {
    connection.sendNotification('setup.progressed', progressed).catch(() => undefined);
  });
}
