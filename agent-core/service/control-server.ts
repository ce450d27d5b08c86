/** Opens the agent's doors: one for those who may change it, one for a group that may approve, one for those who may only look. */
import { chmodSync, chownSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import type { ControlAddress } from '../client/control-address.ts';
import { errorCodeOf } from '../contract/error-code.ts';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import { type ConnectionParts, serveConnection } from './control-connection.ts';
import { doorPermissions } from './door-permissions.ts';
import type { Caller } from './responder.ts';

export interface ControlServer {
  /** Ends every connection and closes the doors. */
  close(): Promise<void>;
}

interface Door {
  readonly name: Caller['door'];
  readonly path: string;
  /** File mode on Unix. Whoever may open the file has the permissions of the door. */
  readonly mode: number;
  /** Whose group it is, where that is not the agent's own. */
  readonly groupId: number | null;
}

const maxConnections = 64;

/** The data folder must be claimed before: a socket that is left over from an agent that crashed is removed. */
export async function openControlServer(
  address: ControlAddress,
  parts: ConnectionParts,
  approversGroupId: number | null = null,
): Promise<Result<ControlServer>> {
  const doors: readonly Door[] = [
    { name: 'control', path: address.control, mode: 0o600, groupId: null },
    { name: 'status', path: address.status, mode: 0o660, groupId: null },
    ...(approversGroupId === null ? [] : [approversDoor(address.approvals, approversGroupId)]),
  ];
  // One that was left behind would let nobody in, but look as if it did.
  if (process.platform !== 'win32') rmSync(address.approvals, { force: true });
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
      serveConnection(socket, { name: door.name, permissions: doorPermissions[door.name] }, parts);
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

const approversDoor = (path: string, groupId: number): Door => ({ name: 'approvals', path, mode: 0o660, groupId });

function listen(server: Server, { path, mode, groupId }: Door): Promise<Result<void>> {
  const isFile = process.platform !== 'win32';
  if (isFile) rmSync(path, { force: true });
  // Closed to everybody else from its first moment, not only after the mode is set.
  const previousMask = isFile ? process.umask(0o177) : null;
  return new Promise((settle) => {
    server.once('error', (error) => settle(fail(problem('data.not-writable', `${path}: ${errorCodeOf(error)}`))));
    server.listen(path, () => settle(isFile ? open(path, mode, groupId) : succeed(undefined)));
    if (previousMask !== null) process.umask(previousMask);
  });
}

/** The group first: nobody else's may come in between. */
function open(path: string, mode: number, groupId: number | null): Result<void> {
  try {
    if (groupId !== null) chownSync(path, -1, groupId);
    chmodSync(path, mode);
    return succeed(undefined);
  } catch (error) {
    return fail(problem('data.not-writable', `${path} for group ${groupId}: ${errorCodeOf(error)}`));
  }
}
