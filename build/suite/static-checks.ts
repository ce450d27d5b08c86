/** What can be told about the code without running it. */
import { programs, type RunProgram, runProgram } from './run-program.ts';

export async function runChecks(run: RunProgram = runProgram): Promise<boolean> {
  const types = await run(programs.typeScript, ['-b']);
  const lint = await run(programs.biome, ['check', '--error-on-warnings', '.']);
  return types === 0 && lint === 0;
}
