/** A screen nobody sees, for as long as one test program needs it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';

export interface Display {
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

const startDeadlineMs = 90_000;

/** Uses the screen there is; without one starts Xvfb on a free number, which Xvfb itself finds and tells. It ends with its last client, even if the test is killed. */
export async function startDisplay(): Promise<Display> {
  // No session bus: the desktop needs none, and a test shall not talk to the one of whoever runs it.
  const bus = { DBUS_SESSION_BUS_ADDRESS: 'disabled:' };
  const { DISPLAY } = process.env;
  if (DISPLAY) return { environment: { ...bus, DISPLAY }, stop: async () => {} };

  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp', '-terminate'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await readNumber(server);
  return {
    environment: { ...bus, DISPLAY: `:${number}` },
    stop: async () => {
      // One that was ended by a signal has no exit code, and would never say again that it has ended.
      if (server.exitCode !== null || server.signalCode !== null) return;
      const ended = once(server, 'exit');
      server.kill();
      await ended;
    },
  };
}

async function readNumber(server: ChildProcess): Promise<string> {
  const told = server.stdio[3] as Readable;
  const failed = Promise.race([once(server, 'error'), once(server, 'exit')]).then(([reason]) => {
    throw new Error(`Xvfb did not start: ${String(reason)}`);
  });
  const line = await Promise.race([once(told, 'data', { signal: AbortSignal.timeout(startDeadlineMs) }), failed]);
  failed.catch(() => undefined);
  return String(line[0]).trim();
}
