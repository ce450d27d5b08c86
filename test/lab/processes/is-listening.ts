/** Whether something accepts connections at an address, found out by connecting to it. */
import { createConnection } from 'node:net';

const patienceMs = 1_000;

export async function isListening(address: string, port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = createConnection({ host: address, port, timeout: patienceMs });
    const settle = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => settle(true));
    socket.once('timeout', () => settle(false));
    socket.once('error', () => settle(false));
  });
}
