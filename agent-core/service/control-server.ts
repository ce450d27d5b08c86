/** Opens the agent's two doors: one for those who may change it, one for those who may only look. */
import { chmodSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import type { ControlAddress } from '../client/control-address.ts';
import { errorCodeOf } from '../contract/error-code.ts';
import { problem } from '../contract/problem.ts';
import type { Permission } from '../contract/request-specification.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import { type ConnectionParts, serveConnection } from './control-connection.ts';
import type { Caller } from './responder.ts';

export interface ControlServer {
  /** Ends every connection and closes the doors. */
  close(): Promise<void>;
}

interface Door {
  readonly name: Caller['door'];
  readonly path: string;
  readonly permissions: readonly Permission[];
  /** File mode on Unix. Whoever may open the file has the permissions of the door. */
  readonly mode: number;
}

const maxConnections = 64;

/** The data folder must be claimed before: a socket that is left over from an agent that crashed is removed. */
export async function openControlServer(
  address: ControlAddress,
  parts: ConnectionParts,
): Promise<Result<ControlServer>> {
  const doors: readonly Door[] = [
    { name: 'control', path: address.control, permissions: ['read', 'change', 'approve'], mode: 0o600 },
    { name: 'status', path: address.status, permissions: ['read'], mode: 0o660 },
  ];
  const sockets = new Set<Socket>();
  const servers: Server[] = [];
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    await Promise.all(servers.map((server) => new Promise((settle) => server.close(settle))));
  };
  for (const door of doors) {
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      serveConnection(socket, door, parts);
    });
    server.maxConnections = maxConnections;
    const listening = await listen(server, door);
    if (!listening.ok) {
      await close();
      return listening;
    }
    servers.push(server);
  }
  return succeed({ close });
}

function listen(server: Server, { path, mode }: Door): Promise<Result<void>> {
  const isFile = process.platform !== 'win32';
  if (isFile) rmSync(path, { force: true });
  // Closed to everybody else from its first moment, not only after the mode is set.
  const previousMask = isFile ? process.umask(0o177) : null;
  return new Promise((settle) => {
    server.once('error', (error) => settle(fail(problem('data.not-writable', `${path}: ${errorCodeOf(error)}`))));
    server.listen(path, () => {
      if (isFile) chmodSync(path, mode);
      settle(succeed(undefined));
    });
    if (previousMask !== null) process.umask(previousMask);
  });
}
