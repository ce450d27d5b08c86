/** A client of the control API: connects to the agent, makes sure who answers, agrees on a version and asks typed questions. */
import { access, constants } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import {
  CancellationTokenSource,
  createMessageConnection,
  ErrorCodes,
  type MessageConnection,
  ParameterStructures,
  ResponseError,
  SocketMessageReader,
  SocketMessageWriter,
} from 'vscode-jsonrpc/node';
import {
  controlEvents,
  controlRequests,
  type EventName,
  type EventOf,
  type ParametersInputOf,
  protocolVersion,
  type ReplyOf,
  type RequestName,
} from '../contract/control-api.ts';
import { describeIssues } from '../contract/describe-issue.ts';
import { errorCodeOf } from '../contract/error-code.ts';
import { problem, problemSchema } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import { controlAddressOf } from './control-address.ts';
import { verifyAgent } from './verify-agent.ts';
import { usualHostPath, verifyPipe } from './verify-pipe.ts';
import { windowsNamesOf } from './windows-names.ts';

const connectTimeoutMs = 5_000;

export interface ControlClient {
  /** What the agent said of itself in the handshake. */
  readonly agent: ReplyOf<'hello'>;
  /** Aborting the signal cancels the request at the agent. */
  request<Name extends RequestName>(
    name: Name,
    parameters: ParametersInputOf<Name>,
    signal?: AbortSignal,
  ): Promise<Result<ReplyOf<Name>>>;
  /** Settles when the connection has ended, for whatever reason. */
  readonly closed: Promise<void>;
  close(): void;
}

export interface ConnectOptions {
  readonly dataDir: string;
  readonly client: { readonly name: string; readonly version: string };
  /** Windows: the path of bridgehead-host.exe, where it is not beside this program. */
  readonly hostPath?: string;
  readonly onStateChanged?: (state: EventOf<'state.changed'>) => void;
  readonly onSetupProgressed?: (progress: EventOf<'setup.progressed'>) => void;
  /** What is made of everything that the agent says, problems too, before its shape is checked: as it stands unless given. */
  readonly readAs?: ReadAs;
}

type ReadAs = (name: RequestName | EventName, said: unknown) => unknown;
const asItStands: ReadAs = (_name, said) => said;

/** The caller closes the client. Problems: control.not-running, control.access-denied, control.untrusted-agent, control.version-unsupported. */
export async function connectToAgent(options: ConnectOptions): Promise<Result<ControlClient>> {
  const opened = process.platform === 'win32' ? await openPipe(options) : await openUnixSocket(options.dataDir);
  if (!opened.ok) return opened;

  const socket = opened.value;
  const connection = createMessageConnection(new SocketMessageReader(socket), new SocketMessageWriter(socket));
  const closed = new Promise<void>((settle) => socket.once('close', () => settle()));
  const { readAs = asItStands } = options;
  listenFor(connection, 'state.changed', options.onStateChanged, readAs);
  listenFor(connection, 'setup.progressed', options.onSetupProgressed, readAs);
  connection.onError(() => socket.destroy());
  connection.listen();

  const request = createRequest(connection, closed, readAs);
  const handshakeTimer = setTimeout(() => socket.destroy(), connectTimeoutMs);
  const greeting = await request('hello', { protocol: protocolVersion, client: options.client });
  clearTimeout(handshakeTimer);
  if (!greeting.ok) {
    socket.destroy();
    return greeting;
  }
  const close = () => {
    connection.dispose();
    socket.destroy();
  };
  return succeed({ agent: greeting.value, request, closed, close });
}

async function openUnixSocket(dataDir: string): Promise<Result<Socket>> {
  const path = await chooseDoor(dataDir);
  const verified = await verifyAgent(path);
  return verified.ok ? openSocket(path) : verified;
}

/** Whoever may not open the door for changes may still approve, or look, through one of the others. */
async function chooseDoor(dataDir: string): Promise<string> {
  const address = controlAddressOf(dataDir);
  if ((await obstacleAt(address.control)) !== 'EACCES') return address.control;
  return (await obstacleAt(address.approvals)) === null ? address.approvals : address.status;
}

/**
 * On Windows a door is tried by opening it. It is verified before, so that a stranger gets no caller whose account he could use, and again
 * while the connection is held, so that it is the verified one: a pipe that is there cannot become somebody else's.
 */
async function openPipe({ dataDir, hostPath = usualHostPath }: ConnectOptions): Promise<Result<Socket>> {
  const { pipes, service } = windowsNamesOf(dataDir);
  for (const pipe of [pipes.control, pipes.approvals, pipes.status]) {
    const verified = await verifyPipe({ pipe, service, hostPath });
    if (!verified.ok && verified.problem.code === 'control.access-denied') continue;
    if (!verified.ok) return verified;
    const opened = await openSocket(`\\\\.\\pipe\\${pipe}`);
    if (!opened.ok) return opened;
    const stillVerified = await verifyPipe({ pipe, service, hostPath });
    if (stillVerified.ok) return opened;
    opened.value.destroy();
    return stillVerified;
  }
  return fail(problem('control.access-denied', pipes.status));
}

/** Why a socket cannot be opened by this account; null when it can. */
async function obstacleAt(path: string): Promise<string | null> {
  try {
    await access(path, constants.W_OK);
    return null;
  } catch (error) {
    return errorCodeOf(error);
  }
}

/** Windows has another word for it. */
const refusals: ReadonlySet<string> = new Set(['EACCES', 'EPERM']);

function openSocket(path: string): Promise<Result<Socket>> {
  return new Promise((settle) => {
    const socket = connect(path);
    const giveUp = (reason: string) => {
      socket.destroy();
      settle(
        fail(problem(refusals.has(reason) ? 'control.access-denied' : 'control.not-running', `${path}: ${reason}`)),
      );
    };
    const timer = setTimeout(() => giveUp('no answer'), connectTimeoutMs);
    socket.once('error', (error) => {
      clearTimeout(timer);
      giveUp(errorCodeOf(error));
    });
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.removeAllListeners('error');
      socket.on('error', () => socket.destroy());
      settle(succeed(socket));
    });
  });
}

function listenFor<Name extends EventName>(
  connection: MessageConnection,
  name: Name,
  listener: ((event: EventOf<Name>) => void) | undefined,
  readAs: ReadAs,
): void {
  if (listener === undefined) return;
  connection.onNotification(name, (parameters: unknown) => {
    const event = controlEvents[name].safeParse(readAs(name, parameters));
    // One name leads to both the schema and its type; the compiler cannot follow that through two records.
    if (event.success) listener(event.data as EventOf<Name>);
  });
}

function createRequest(connection: MessageConnection, closed: Promise<void>, readAs: ReadAs): ControlClient['request'] {
  const lost = closed.then(() => fail(problem('control.disconnected', 'the connection ended before the answer')));
  return async (name, parameters, signal) => {
    const cancellation = new CancellationTokenSource();
    const cancel = () => cancellation.cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    if (signal?.aborted) cancel();
    try {
      // It throws, instead of rejecting, when the connection has ended.
      const ask = async () =>
        connection.sendRequest<unknown>(name, ParameterStructures.byName, parameters, cancellation.token);
      const answered = ask().then(
        (reply) => parseReply(name, readAs(name, reply)),
        (error: unknown) => problemOf(error, (data) => readAs(name, data)),
      );
      return await Promise.race([answered, lost]);
    } finally {
      signal?.removeEventListener('abort', cancel);
      cancellation.dispose();
    }
  };
}

function parseReply<Name extends RequestName>(name: Name, reply: unknown): Result<ReplyOf<Name>> {
  const parsed = controlRequests[name].reply.safeParse(reply);
  if (!parsed.success) {
    const wrong = describeIssues(parsed.error.issues, { value: reply, whole: 'the answer' });
    return fail(problem('control.invalid-answer', `${name}: ${wrong}`));
  }
  // The schema was looked up by the same name that gives the type; the compiler cannot follow that through the record.
  return succeed(parsed.data as ReplyOf<Name>);
}

/** Errors that the other end did not send: the connection ended under the request. */
const connectionErrors: ReadonlySet<number> = new Set([
  ErrorCodes.MessageWriteError,
  ErrorCodes.MessageReadError,
  ErrorCodes.PendingResponseRejected,
  ErrorCodes.ConnectionInactive,
]);

/** A problem crosses the wire as the data of an error; anything else means the two ends do not understand each other. */
function problemOf(error: unknown, readData: (data: unknown) => unknown): Result<never> {
  const carried = error instanceof ResponseError ? problemSchema.safeParse(readData(error.data)) : undefined;
  if (carried?.success) return fail(carried.data);
  const detail = error instanceof Error ? error.message : String(error);
  const isAnswer = error instanceof ResponseError && !connectionErrors.has(error.code);
  return fail(problem(isAnswer ? 'control.invalid-answer' : 'control.disconnected', detail));
}
