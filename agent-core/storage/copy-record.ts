/** Has the record copied in a thread of its own that ends with it. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type Result, succeed } from '../contract/result.ts';
import { asRefusal } from './database.ts';
import { workerUrl } from './worker-url.ts';

/** Nothing may be at the path of the copy. Problem: data.write-failed. Throws what else the thread threw. */
export async function copyRecord(recordPath: string, copyPath: string): Promise<Result<void>> {
  try {
    await once(new Worker(workerUrl('backup-worker'), { argv: [recordPath, copyPath] }), 'exit');
    return succeed(undefined);
  } catch (error) {
    return asRefusal(error);
  }
}
