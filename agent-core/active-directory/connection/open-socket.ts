/** Opens a bare connection to a domain controller. Nothing secret may be sent on it as it is. */
import { connect, type Socket } from 'node:net';
import type { Result } from '../../contract/result.ts';
import { problemOfSocketError } from '../ldap-problems.ts';
import { awaitSocket } from './await-socket.ts';

export interface Controller {
  /** Its name, for its certificate and its tickets. */
  readonly host: string;
  /** Where to connect instead of to what the name resolves to. */
  readonly address: string | null;
  readonly port: number;
}

export function placeOf({ host, port }: Controller): string {
  return `${host}:${port}`;
}

/** The caller destroys the socket. Problems: directory.unreachable, run.cancelled. */
export async function openSocket(controller: Controller, signal: AbortSignal): Promise<Result<Socket>> {
  const where = placeOf(controller);
  const socket = connect({ host: controller.address ?? controller.host, port: controller.port, noDelay: true });
  const problemOf = (error: Error) => problemOfSocketError(error, false, where);
  return await awaitSocket({ socket, event: 'connect', where, problemOf }, signal);
}
