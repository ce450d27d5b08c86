/** `npm run test:packaging -- [FILE...]`: builds installers for Windows and drives them under Wine, against the lab. */
import { programs, runProgram } from './run-program.ts';

process.exitCode = await runProgram(programs.vitest, [
  ...['run', '--config', 'test/vitest.config.ts', '--project', 'packaging', '--bail', '1'],
  ...process.argv.slice(2),
]);
