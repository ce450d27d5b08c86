/** A crash at any instant leaves the old file or the new one, never half of it. */
import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';

/** Secrets are written with this mode: only their owner may read them. */
export const secretFileMode = 0o600;

/** `content` may come in chunks, when it is too large to be in memory as a whole. */
export async function writeFileAtomically(
  path: string,
  content: string | Iterable<string>,
  mode = 0o644,
): Promise<void> {
  const temporaryPath = `${path}.${randomUUID()}`;
  try {
    const file = await open(temporaryPath, 'wx', mode);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporaryPath, path);
  } catch (cause) {
    await rm(temporaryPath, { force: true });
    throw new Error(`${path} could not be written`, { cause });
  }
}
