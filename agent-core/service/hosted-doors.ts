/**
 * The agent's doors where the service host for Windows owns them (rule R37): the agent listens nowhere. The host lets a caller in by the access
 * list of the door, learns from Windows who it is, and has the agent connect to a pipe made for this caller, where one line from the host
 * comes first. agent-core/service-host/native/relay.h draws it.
 */
import { connect, type Socket } from 'node:net';
import { z } from 'zod';
import { type ConnectionParts, serveConnection } from './control-connection.ts';
import type { ControlServer } from './control-server.ts';
import { doorPermissions } from './door-permissions.ts';
import type { HostOrders } from './host-orders.ts';

const prefaceSchema = z.object({
  door: z.enum(['control', 'approvals', 'status']),
  /** DOMAIN\name; null for an account that has none any more. */
  account: z.string().min(1).nullable(),
  sid: z.string().min(1),
});
type Preface = z.infer<typeof prefaceSchema>;

const longestPreface = 4_096;
const prefaceTimeoutMs = 5_000;
const maxConnections = 64;

/** @param open for tests; on Windows the pipe of this name */
export function openHostedDoors(orders: HostOrders, parts: ConnectionParts, open = openPipe): ControlServer {
  const sockets = new Set<Socket>();
  orders.onCaller((pipe) => {
    if (sockets.size >= maxConnections) return;
    const socket = open(pipe);
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    readPreface(socket, (preface) => {
      if (preface === null) {
        socket.destroy();
        return;
      }
      const door = { name: preface.door, permissions: doorPermissions[preface.door] };
      serveConnection(socket, door, { ...parts, readAccount: () => preface.account ?? preface.sid });
    });
  });
  const close = async () => {
    for (const socket of sockets) socket.destroy();
  };
  return { close };
}

const openPipe = (pipe: string): Socket => connect(`\\\\.\\pipe\\${pipe}`);

/** Hands on what is behind the line unread. @param take is handed null when there is no such line */
function readPreface(socket: Socket, take: (preface: Preface | null) => void): void {
  let read = Buffer.alloc(0);
  const timer = setTimeout(() => socket.destroy(), prefaceTimeoutMs);
  socket.once('close', () => clearTimeout(timer));
  const onData = (bytes: Buffer) => {
    read = Buffer.concat([read, bytes]);
    const end = read.indexOf('\n');
    if (end === -1 && read.length <= longestPreface) return;
    clearTimeout(timer);
    socket.off('data', onData);
    socket.pause();
    if (end !== -1) socket.unshift(read.subarray(end + 1));
    take(end === -1 ? null : parsePreface(read.toString('utf8', 0, end)));
  };
  socket.on('data', onData);
}

function parsePreface(line: string): Preface | null {
  try {
    return prefaceSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    // No JSON: it was not the host who wrote it.
    return null;
  }
}
