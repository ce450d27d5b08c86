/** What the service host for Windows tells the agent, a line each on standard input: that somebody is at a door, and that it is to stop. */
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

export interface HostOrders {
  /** Settles when the agent is to stop: it was told to, or the host is gone. */
  readonly stopped: Promise<void>;
  /** @param listener is handed the pipe on which the host expects the agent; those who came before the first listener, too */
  onCaller(listener: (pipe: string) => void): void;
  /** Listens no longer, so that the process can end. */
  close(): void;
}

const callerOrder = /^caller (bridgehead-call-[0-9a-f]{32})$/;
/** Somebody who waits longer than the agent takes to start has been sent away by the host. */
const mostWaiting = 64;

export function followHost(input: Readable): HostOrders {
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  const waiting: string[] = [];
  let take = (pipe: string) => {
    if (waiting.length < mostWaiting) waiting.push(pipe);
  };
  const stopped = new Promise<void>((settle) => {
    lines.on('line', (line) => {
      const pipe = callerOrder.exec(line)?.[1];
      if (pipe !== undefined) take(pipe);
      if (line === 'stop') settle();
    });
    lines.once('close', settle);
    // A pipe that broke is a host that is gone.
    lines.on('error', () => lines.close());
  });
  return {
    stopped,
    onCaller: (listener) => {
      take = listener;
      for (const pipe of waiting.splice(0)) listener(pipe);
    },
    close: () => {
      lines.close();
      input.destroy();
    },
  };
}
