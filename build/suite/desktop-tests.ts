/**
 * `npm run test:desktop -- [FILE...] [--electron=official]`: the desktop level alone. With `official` it insists on the Electron that is
 * shipped, instead of making do with the older one of the registry.
 */
import { parseArgs } from 'node:util';
import { ensureElectronRuntime } from '../bootstrap/electron-runtime.mjs';
import { programs, projectDir, runProgram } from './run-program.ts';

const { values, positionals } = parseArgs({
  options: { electron: { type: 'string', default: 'any' } },
  allowPositionals: true,
});
process.exitCode = await runDesktopTests();

async function runDesktopTests(): Promise<number> {
  const { source, version } = await ensureElectronRuntime({ projectDir });
  if (values.electron === 'official' && source !== 'official') {
    process.stderr.write(
      `The official Electron cannot be downloaded here; there is only ${version} of the registry.\n`,
    );
    return 1;
  }
  const commandLine = ['run', '--config', 'test/vitest.config.ts', '--project', 'desktop', ...positionals];
  return runProgram(programs.vitest, commandLine);
}
