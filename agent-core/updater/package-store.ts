/** The packages that are here: the one to be installed, and the one that leads back. Each was checked before it got its name. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

export interface PackageStore {
  /** Where the package of a version is, or would be. */
  pathOf(version: string): string;
  has(version: string): boolean;
  /** Where it is put together until it is checked. */
  partPathOf(version: string): string;
  /** Gives what was put together its name. Throws what the disk refuses. */
  keep(version: string): void;
  /** Whatever else is here goes. Throws what the disk refuses. */
  keepOnly(versions: readonly string[]): void;
}

/** @param dir is made when it is not there */
export function openPackageStore(dir: string): PackageStore {
  mkdirSync(dir, { recursive: true });
  const pathOf = (version: string) => join(dir, `bridgehead-${version}.exe`);
  // A package cannot be run under this name by mistake.
  const partPathOf = (version: string) => `${pathOf(version)}.part`;
  return {
    pathOf,
    partPathOf,
    has: (version) => existsSync(pathOf(version)),
    keep: (version) => renameSync(partPathOf(version), pathOf(version)),
    keepOnly: (versions) => {
      const kept = new Set(versions.map(pathOf));
      for (const path of readdirSync(dir).map((name) => join(dir, name)))
        if (!kept.has(path)) rmSync(path, { recursive: true, force: true });
    },
  };
}

/** Throws what the disk refuses. */
export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
