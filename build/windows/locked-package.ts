/**
 * Brings what only Windows needs onto a machine that is not Windows: a package of the lock file for another platform, which npm leaves out
 * here. Version and integrity are those of the lock file, so nothing is pinned twice.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { access, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const projectDir = join(import.meta.dirname, '..', '..');
const cacheDir = join(projectDir, '.cache', 'packages');

export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  /** As `sha512-…`, of the archive that the registry sends. */
  readonly integrity: string;
}

/** @param installedName what the lock file calls it, which for an alias is not its name at the registry  @returns its folder */
export async function fetchLockedPackage(
  installedName: string,
  lockPath = join(projectDir, 'package-lock.json'),
): Promise<string> {
  const wanted = findLockedPackage(await readFile(lockPath, 'utf8'), installedName);
  const dir = join(cacheDir, `${installedName.replace('/', '+')}-${digestOf(wanted)}`);
  if (
    await access(dir).then(
      () => true,
      () => false,
    )
  )
    return dir;

  await mkdir(cacheDir, { recursive: true });
  const workDir = await mkdtemp(join(cacheDir, 'unfinished-'));
  try {
    await rename(await unpack(workDir, await fetchArchive(workDir, wanted)), dir).catch(async (error: unknown) => {
      // Another process may have put the same folder there first.
      await access(dir).catch(() => {
        throw error;
      });
    });
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
  return dir;
}

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({ name: z.string().optional(), version: z.string().optional(), integrity: z.string().optional() }),
  ),
});

export function findLockedPackage(lockFile: string, installedName: string): LockedPackage {
  const entry = lockSchema.parse(JSON.parse(lockFile)).packages[`node_modules/${installedName}`];
  if (entry?.version === undefined || entry.integrity === undefined)
    throw new Error(`the lock file does not say which ${installedName} is meant`);
  return { name: entry.name ?? installedName, version: entry.version, integrity: entry.integrity };
}

const digestOf = ({ integrity, version }: LockedPackage) =>
  `${version}-${createHash('sha256').update(integrity).digest('hex').slice(0, 12)}`;

async function fetchArchive(workDir: string, { name, version, integrity }: LockedPackage): Promise<string> {
  await run('npm', ['pack', `${name}@${version}`, '--ignore-scripts', '--loglevel=error'], workDir);
  const [archive] = (await readdir(workDir)).filter((file) => file.endsWith('.tgz'));
  if (archive === undefined) throw new Error(`npm pack brought no ${name}@${version}`);
  const path = join(workDir, archive);
  if ((await integrityOf(path)) !== integrity)
    throw new Error(`what the registry sent as ${name}@${version} is not what the lock file pins`);
  return path;
}

async function integrityOf(path: string): Promise<string> {
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(chunk);
  return `sha512-${hash.digest('base64')}`;
}

async function unpack(workDir: string, archivePath: string): Promise<string> {
  await run('tar', ['-xzf', archivePath, '--no-same-owner', '--warning=no-unknown-keyword'], workDir);
  return join(workDir, 'package');
}

async function run(command: string, words: readonly string[], cwd: string): Promise<void> {
  const child = spawn(command, words, {
    cwd,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`"${command} ${words[0]}" ended with ${code}; what is wrong stands above`);
}
