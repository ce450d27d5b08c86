/** Has a database looked through in a thread of its own that ends with it. */
import { once } from 'node:events';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { isDamage } from './damage.ts';

/** Named from a folder above, so that it is also found from a build, whose other programs lie beside this folder. */
const workerUrl = new URL(`../storage/damage-worker${extname(import.meta.filename)}`, import.meta.url);

/** Throws what the thread threw, unless that shows damage. */
export async function isDamaged(path: string): Promise<boolean> {
  try {
    const [isWhole]: readonly unknown[] = await once(new Worker(workerUrl, { workerData: path }), 'message');
    return isWhole !== true;
  } catch (error) {
    if (isDamage(error)) return true;
    throw error;
  }
}
