/**
 * The command line in the test's own process: what `bridgehead` answers, without a program for each command. How it is as a program,
 * test/agent-core/cli/main.process.test.ts tells.
 */
import { answerCommandLine } from '../../agent-core/cli/answer-command-line.ts';
import type { AgentProcess, CommandResult } from './agent-process.ts';

export async function askAgent(
  { dataDir }: Pick<AgentProcess, 'dataDir'>,
  ...commandLine: readonly string[]
): Promise<CommandResult> {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const exitCode = await answerCommandLine([...commandLine, '--data-dir', dataDir], {
    answer: (text) => void stdout.push(text),
    complain: (text) => void stderr.push(text),
    signal: new AbortController().signal,
  });
  return { exitCode, stdout: stdout.join(''), stderr: stderr.join('') };
}
