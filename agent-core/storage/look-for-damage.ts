/** Has a database looked through in a thread of its own that ends with it. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { isDamage } from './damage.ts';
import { workerUrl } from './worker-url.ts';

/** Throws what the thread threw, unless that shows damage. */
export async function isDamaged(path: string): Promise<boolean> {
  try {
    const [isWhole]: readonly unknown[] = await once(
      new Worker(workerUrl('damage-worker'), { workerData: path }),
      'message',
    );
    return isWhole !== true;
  } catch (error) {
    if (isDamage(error)) return true;
    throw error;
  }
}
