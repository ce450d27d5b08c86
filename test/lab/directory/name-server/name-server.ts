/** A name server of the lab's own, on a port of its own: it knows the lab's names and nothing else, and nobody is sent to it by the system. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type DnsRecord, readQuestion, writeAnswer } from './dns-message.ts';

export type NameServer = {
  /** As resolvers take it: `address:port`. */
  readonly server: string;
  /** Replaces what it knows. */
  readonly know: (records: readonly DnsRecord[]) => void;
  readonly stop: () => Promise<void>;
};

/** Listens at a loopback address, at a port that the system chooses. */
export async function startNameServer(address: string, records: readonly DnsRecord[]): Promise<NameServer> {
  let known = records;
  const socket = createSocket('udp4');
  socket.on('message', (message, sender) => {
    const question = readQuestion(message);
    if (question !== undefined) socket.send(writeAnswer(question, known), sender.port, sender.address);
  });
  socket.bind(0, address);
  await once(socket, 'listening');
  return {
    server: `${address}:${socket.address().port}`,
    know: (next) => {
      known = next;
    },
    stop: async () => await new Promise((resolve) => socket.close(() => resolve())),
  };
}
