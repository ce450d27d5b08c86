/** The updater as a process: lives until it is told to stop, and writes a line for whatever happens. */
import { createInterface } from 'node:readline';
import { readUpdaterLine, type UpdaterLine, updaterUsage } from './updater-line.ts';

/** Ends on a signal, and on "stop" or the end of the standard input, which is how a service is stopped on Windows. Exit code 2: the command line is wrong. */
export async function live(
  commandLine: readonly string[],
  programDir: string,
  run: (line: UpdaterLine, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const line = readUpdaterLine(commandLine, programDir);
  if (line === null) {
    process.stderr.write(updaterUsage);
    process.exitCode = 2;
    return;
  }
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop.abort());
  // A word of the service host, and its end when the host is gone.
  const orders = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  orders.on('line', (word) => {
    if (word === 'stop') stop.abort();
  });
  orders.once('close', () => stop.abort());
  // A pipe that broke is a host that is gone.
  orders.on('error', () => orders.close());
  process.stdout.write(`${JSON.stringify({ ready: true, pid: process.pid })}\n`);
  await run(line, stop.signal);
  // Nothing is left to read for.
  process.stdin.destroy();
}

/** A line of the log of the service. */
export function tellLine(text: string, facts: Readonly<Record<string, unknown>> = {}): void {
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), text, ...facts })}\n`);
}

/** As the names of packages have it. */
export function platformOf(platform: NodeJS.Platform, arch: string): string {
  return `${platform}-${arch}`;
}
