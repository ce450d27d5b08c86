/** The agent as a process: says when it is ready, ends cleanly when told to, and turns a defect into one logged, visible end. */
import { assertNever } from '../contract/assert-never.ts';
import type { Result } from '../contract/result.ts';
import { windowsHostPath } from '../service-host/agent-program.ts';
import { readStartLine, type StartOptions, startUsage } from './agent-options.ts';
import type { HostOrders } from './host-orders.ts';
import type { RunningAgent } from './start-agent.ts';
import { hostedByWindows, type WindowsHosting } from './windows-hosting.ts';

/**
 * Runs until a signal, a word of its service host, or until whoever started it is gone. Sets the exit code: 0 stopped, 1 could not start or a
 * defect, 2 the command line is wrong.
 */
export async function live(
  commandLine: readonly string[],
  start: (options: StartOptions & { readonly hosting: WindowsHosting | null }) => Promise<Result<RunningAgent>>,
): Promise<void> {
  const line = readStartLine(commandLine);
  switch (line.kind) {
    case 'help':
      process.stdout.write(startUsage());
      return;
    case 'usage-error':
      process.stderr.write(`bridgehead agent: ${line.reason}\n\n${startUsage()}`);
      process.exitCode = 2;
      return;
    case 'start': {
      const hosting = line.options.isHosted
        ? hostedByWindows(process.stdin, windowsHostPath, process.env.BRIDGEHEAD_SERVICE ?? '')
        : null;
      return liveOn(await start({ ...line.options, hosting }), hosting?.orders ?? null);
    }
    default:
      return assertNever(line);
  }
}

function liveOn(agent: Result<RunningAgent>, orders: HostOrders | null): void {
  if (!agent.ok) {
    orders?.close();
    const { title, meaning, remedy, detail, code } = agent.problem;
    process.stderr.write(`${title}\n${meaning}\n${remedy}\n${detail} [${code}]\n`);
    process.exitCode = 1;
    return;
  }
  const { stop, log } = agent.value;
  let stopping: Promise<void> | null = null;
  const stopOnce = () => {
    stopping ??= stop();
    return stopping;
  };
  const endBy = (exitCode: number) => () => {
    process.exitCode = exitCode;
    orders?.close();
    stopOnce().catch(() => process.exit(1));
  };
  // Not once: told again, it goes on ending cleanly.
  process.on('SIGTERM', endBy(0));
  process.once('SIGINT', endBy(0));
  // Nobody could stop or restart it any more. The channel alone does not keep the process alive.
  process.once('disconnect', endBy(0));
  // Windows has no signal that a service could be stopped by.
  void orders?.stopped.then(endBy(0));
  process.channel?.unref();
  if (process.connected === false) endBy(0)();
  process.once('uncaughtException', (error) => {
    log.unexpected(error);
    endBy(1)();
  });
  process.stdout.write(`${JSON.stringify({ ready: true, pid: process.pid })}\n`);
}
