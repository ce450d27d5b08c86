/** Tells whether a part of the product has to be built again: one digest of every file that can change the result. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const packages = ['package-lock.json', 'package.json'];

/**
 * @param folders below the project, whose every file counts
 * @param files of the project itself that count, too
 */
export async function sourceDigest(
  projectDir: string,
  folders: readonly string[],
  files: readonly string[] = packages,
): Promise<string> {
  const listed = await Promise.all(folders.map((folder) => filesBelow(projectDir, folder)));
  const paths = [...files, ...listed.flat()].sort();
  const contents = await Promise.all(paths.map((path) => readFile(join(projectDir, path))));
  const hash = createHash('sha256');
  for (const [index, content] of contents.entries()) hash.update(`${paths[index]} ${content.length}\n`).update(content);
  return hash.digest('hex');
}

async function filesBelow(projectDir: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(projectDir, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(projectDir.length + 1));
}
