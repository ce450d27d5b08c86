/** The agent as a process: says when it is ready, ends cleanly when told to, and turns a defect into one logged, visible end. */
import type { Result } from '../contract/result.ts';
import type { RunningAgent } from './start-agent.ts';

/** Runs until a signal. Sets the exit code: 0 stopped, 1 could not start or a defect. */
export async function live(started: Promise<Result<RunningAgent>>): Promise<void> {
  const agent = await started;
  if (!agent.ok) {
    const { title, remedy, detail, code } = agent.problem;
    process.stderr.write(`${title}\n${remedy}\n${detail} [${code}]\n`);
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
    stopOnce().catch(() => process.exit(1));
  };
  process.once('SIGTERM', endBy(0));
  process.once('SIGINT', endBy(0));
  process.once('uncaughtException', (error) => {
    log.unexpected(error);
    endBy(1)();
  });
  process.stdout.write(`${JSON.stringify({ ready: true, pid: process.pid })}\n`);
}
