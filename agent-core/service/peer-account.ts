/**
 * The account at the other end of a local socket. The kernel tells it (SO_PEERCRED, unix(7)): no program can pass for somebody else, as it
 * can by the name that it gives itself.
 */
import type { Socket } from 'node:net';
import koffi from 'koffi';
import { askGetent } from '../service-host/ask-getent.ts';

/** Linux: `asm-generic/socket.h`. */
const solSocket = 1;
const soPeercred = 17;
/** struct ucred: process, user and group, 32 bits each. */
const credentialBytes = 12;

const names = new Map<number, string>();

/** @returns the name, or the number of an account without one; null where the system does not tell */
export function readPeerAccount(socket: Socket): string | null {
  const userId = readUserId(socket);
  if (userId === null) return null;
  const known = names.get(userId) ?? nameOf(userId);
  names.set(userId, known);
  return known;
}

function nameOf(userId: number): string {
  const [name, , id] = askGetent('passwd', String(userId)) ?? [];
  return name !== undefined && id === String(userId) ? name : `user ${userId}`;
}

function readUserId(socket: Socket): number | null {
  const descriptor = descriptorOf(socket);
  if (descriptor === null || readOption === null) return null;
  const credential = Buffer.alloc(credentialBytes);
  const answer: unknown = readOption(descriptor, solSocket, soPeercred, credential, [credentialBytes]);
  return answer === 0 ? credential.readUInt32LE(4) : null;
}

const readOption = process.platform === 'linux' ? loadReadOption() : null;

/** Null where the C library has another name. */
function loadReadOption() {
  try {
    return koffi.load('libc.so.6').func('int getsockopt(int, int, int, _Out_ uint8_t *, _Inout_ uint32_t *)');
  } catch {
    return null;
  }
}

/** Node keeps it to itself. */
function descriptorOf(socket: Socket): number | null {
  const handle: unknown = Reflect.get(socket, '_handle');
  const descriptor: unknown = typeof handle === 'object' && handle !== null ? Reflect.get(handle, 'fd') : null;
  return typeof descriptor === 'number' && descriptor >= 0 ? descriptor : null;
}
