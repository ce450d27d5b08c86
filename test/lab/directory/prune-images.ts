/** Keeps the folder of images from growing: every change of the seed's code makes new ones. */
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** So that going back and forth between two versions of the code stays quick. */
const keptInFamily = 2;
const keptUnusedMs = 30 * 86_400_000;

/**
 * Of the images of one `family`, whose names begin alike and differ by the version of the seed's code or of Samba, only the last
 * used stay; of all others those that were used within a month. An image was last used when its folder was last touched.
 */
export async function pruneImages(imagesDir: string, family: string, nowMs: number): Promise<void> {
  const names = await readdir(imagesDir);
  const images = await Promise.all(
    names.map(async (name) => ({ name, usedAtMs: (await stat(join(imagesDir, name))).mtimeMs })),
  );
  const relatives = images.filter(({ name }) => name.startsWith(family)).toSorted(lastUsedFirst);
  const forgotten = images.filter(({ usedAtMs }) => nowMs - usedAtMs > keptUnusedMs);
  for (const { name } of [...relatives.slice(keptInFamily), ...forgotten]) {
    await rm(join(imagesDir, name), { recursive: true, force: true });
  }
}

type Image = { readonly name: string; readonly usedAtMs: number };

function lastUsedFirst(one: Image, other: Image): number {
  return other.usedAtMs - one.usedAtMs;
}
