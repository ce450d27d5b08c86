/** What can be told about the code without running it. */
import { lint } from './lint.ts';
import { programs, type RunProgram, runProgram } from './run-program.ts';

/** Checkers beside each other find out most of the types twice: with one of each it costs half of the processor time. */
const oneAfterTheOther = ['--builders', '1', '--checkers', '1'];

export async function runChecks(run: RunProgram = runProgram): Promise<boolean> {
  const types = await run(programs.typeScript, ['-b', ...oneAfterTheOther]);
  const isLinted = await lint(run);
  return types === 0 && isLinted;
}
