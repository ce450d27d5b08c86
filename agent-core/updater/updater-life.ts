/** The updater as a process: lives until it is told to stop, and writes a line for whatever happens. */
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
  process.stdin.on('data', (text) => {
    if (String(text).includes('stop')) stop.abort();
  });
  process.stdin.on('end', () => stop.abort());
  process.stdin.on('error', () => stop.abort());
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
