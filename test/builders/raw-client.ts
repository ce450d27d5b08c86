/** A client that keeps no rules of its own: what it sends and what it is refused are the test's. */
import type { Socket } from 'node:net';
import { type MessageConnection, ResponseError } from 'vscode-jsonrpc/node';
import { protocolVersion } from '../../agent-core/contract/control-api.ts';
import { type Problem, problemSchema } from '../../agent-core/contract/problem.ts';
import { openSocket, speakOn, testClient } from './stub-agent.ts';

export interface RawClient {
  readonly socket: Socket;
  readonly rpc: MessageConnection;
}

export async function connectRaw(path: string): Promise<RawClient> {
  const socket = await openSocket(path);
  return { socket, rpc: speakOn(socket) };
}

export const hello = (protocol: number) => ({ protocol, client: testClient });

/** One that has said hello in the version of today. */
export async function greeted(path: string): Promise<RawClient> {
  const raw = await connectRaw(path);
  await raw.rpc.sendRequest('hello', hello(protocolVersion));
  return raw;
}

/** The problem that a request was answered with. */
export async function refusalOf(answer: Promise<unknown>): Promise<Problem> {
  const error = await answer.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ResponseError)) throw new Error(`not refused: ${error}`);
  return problemSchema.parse(error.data);
}
