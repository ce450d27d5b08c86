/** `npm run format`: lays out every file as the house rules say, and mends what can be mended by itself. */
import { programs, runProgram } from './run-program.ts';

process.exitCode = await runProgram(programs.biome, [
  'check',
  '--write',
  '--error-on-warnings',
  ...process.argv.slice(2),
]);
