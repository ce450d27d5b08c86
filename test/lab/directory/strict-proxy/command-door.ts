/** How a test in one process commands the proxy in another: a socket in the lab's folder, one JSON line each way. */
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { LabProblem } from '../../lab-problem.ts';
import { type ProxyCommand, proxyCommandSchema } from './proxy-command.ts';

const replySchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), sentence: z.string(), remedy: z.string() }),
]);
type Reply = z.infer<typeof replySchema>;

export async function openCommandDoor(
  doorPath: string,
  carryOut: (command: ProxyCommand) => Promise<void>,
): Promise<Server> {
  await rm(doorPath, { force: true });
  const door = createServer({ allowHalfOpen: true }, (socket) => {
    // Whoever hangs up before the answer does not want it.
    socket.on('error', () => socket.destroy());
    void answer(socket, carryOut);
  });
  door.listen(doorPath);
  await once(door, 'listening');
  return door;
}

/** Resolves when the proxy has done it. */
export async function commandStrictProxy(doorPath: string, command: ProxyCommand): Promise<void> {
  const reply = replySchema.parse(JSON.parse(await ask(doorPath, JSON.stringify(command))));
  if (!reply.ok) throw new LabProblem(reply.sentence, reply.remedy);
}

async function ask(doorPath: string, question: string): Promise<string> {
  try {
    const socket = createConnection(doorPath);
    await once(socket, 'connect');
    socket.end(question);
    return await text(socket);
  } catch (cause) {
    throw new LabProblem(`No strict proxy listens at ${doorPath}.`, 'Start the lab with its strict proxy.', { cause });
  }
}

async function answer(socket: Socket, carryOut: (command: ProxyCommand) => Promise<void>): Promise<void> {
  socket.end(JSON.stringify(await replyTo(socket, carryOut)));
}

async function replyTo(socket: Socket, carryOut: (command: ProxyCommand) => Promise<void>): Promise<Reply> {
  try {
    await carryOut(proxyCommandSchema.parse(JSON.parse(await text(socket))));
    return { ok: true };
  } catch (problem) {
    if (problem instanceof LabProblem) return { ok: false, sentence: problem.message, remedy: problem.remedy };
    return { ok: false, sentence: `The proxy could not do it: ${problem}`, remedy: 'Look at the command.' };
  }
}
