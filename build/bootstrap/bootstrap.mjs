/**
 * Takes a machine from a fresh checkout to the task asked for: `node build/bootstrap/bootstrap.mjs TASK [ARGUMENTS]`.
 * Every npm script starts here. Plain Node 18 syntax and no dependency, because it runs before anything is installed.
 */
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureCampaignPackages } from './campaign-packages.mjs';
import { ensureDebianPackages } from './debian-packages.mjs';
import { ensureElectronRuntime } from './electron-runtime.mjs';
import { ensureNodePackages } from './node-packages.mjs';
import { SetUpProblem } from './set-up-problem.mjs';

const projectDir = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** What each task runs, and what it needs besides the packages of the lock file: of the system, and by a lock file of its own. */
const tasks = {
  // As agent-core/service-host/agent-program.ts has it.
  agent: { script: 'agent-core/service/main.ts', needs: [], runtimeWords: ['--max-semi-space-size=4'] },
  bench: { script: 'test/bench/bench.ts', needs: ['lab'] },
  bridgehead: { script: 'agent-core/cli/main.ts', needs: [] },
  check: { script: 'build/suite/check.ts', needs: [] },
  crash: { script: 'test/crash/crash.ts', needs: ['lab'] },
  demo: { script: 'test/demo/demo.ts', needs: ['lab', 'desktop'] },
  desktop: { script: 'build/desktop/start-desktop.ts', needs: ['desktop'] },
  'desktop-tests': { script: 'build/suite/desktop-tests.ts', needs: ['lab', 'desktop'] },
  format: { script: 'build/suite/format.ts', needs: [] },
  histories: { script: 'test/scenarios/histories.ts', needs: [] },
  installer: { script: 'build/installer/make-installer.ts', needs: ['native'] },
  lab: { script: 'test/lab/lab.ts', needs: ['lab'] },
  node22: { script: 'build/suite/older-node-tests.ts', needs: ['native', 'wine'] },
  packaging: {
    script: 'build/suite/packaging-tests.ts',
    needs: ['lab', 'native', 'script', 'wine', 'packaging'],
    packagesOf: 'test/packaging',
  },
  pictures: { script: 'test/desktop/pictures/pictures.ts', needs: ['desktop'] },
  sabotage: { script: 'test/sabotage/sabotage.ts', needs: ['lab', 'desktop', 'native', 'wine'] },
  mutation: { script: 'test/mutation/mutation.ts', needs: [], packagesOf: 'test/mutation' },
  'real-ad': { script: 'test/contract/directory/run-real-ad.ts', needs: ['lab'] },
  live: { script: 'test/contract/tenant/run-live.ts', needs: [] },
  test: { script: 'build/suite/test.ts', needs: ['lab', 'desktop', 'native', 'script', 'wine'] },
};

async function main([name, ...taskArguments]) {
  const task = name === undefined ? { needs: ['lab', 'desktop'] } : tasks[name];
  if (task === undefined) {
    process.stderr.write(`Unknown task "${name}". Tasks: ${Object.keys(tasks).join(', ')}\n`);
    return 2;
  }
  const log = (line) => process.stderr.write(`bootstrap: ${line}\n`);
  try {
    ensureDebianPackages(['build', ...task.needs], log);
    const runtimePath = ensureNodePackages(projectDir, log);
    if (task.packagesOf !== undefined) ensureCampaignPackages(join(projectDir, task.packagesOf), log);
    if (task.needs.includes('desktop')) await ensureElectronRuntime({ projectDir, log });
    if (task.script === undefined) return 0;
    const runtimeWords = task.runtimeWords ?? [];
    return await runTask(runtimePath, [...runtimeWords, join(projectDir, task.script), ...taskArguments]);
  } catch (error) {
    if (!(error instanceof SetUpProblem)) throw error;
    log(`${error.message}\n           ${error.remedy}`);
    return 1;
  }
}

/**
 * The task takes over the terminal; signals reach it, and its exit code becomes ours. What the runtime compiles it keeps, by content,
 * for it and for every program that it starts: a command of ours begins in half the time.
 */
function runTask(runtimePath, commandLine) {
  const env = { NODE_COMPILE_CACHE: join(projectDir, '.cache', 'compiled'), ...process.env };
  const child = spawn(runtimePath, commandLine, { stdio: 'inherit', env });
  const forward = (signal) => child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, forward);
  return new Promise((settle, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => settle(code ?? (signal === 'SIGINT' ? 130 : 143)));
  });
}

process.exitCode = await main(process.argv.slice(2));
