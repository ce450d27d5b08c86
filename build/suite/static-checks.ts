/** What can be told about the code without running it. */
import { programs, runProgram } from './run-program.ts';

export async function runChecks(): Promise<boolean> {
  const types = await runProgram(programs.typeScript, ['-b']);
  const lint = await runProgram(programs.biome, ['check', '--error-on-warnings', '.']);
  return types === 0 && lint === 0;
}
