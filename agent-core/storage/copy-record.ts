/** Has the record copied in a thread of its own that ends with it. */
import { once } from 'node:events';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Result, succeed } from '../contract/result.ts';
import { asRefusal } from './database.ts';

/** Named from a folder above, so that it is also found from a build, whose other programs lie beside this folder. */
const workerUrl = new URL(`../storage/backup-worker${extname(import.meta.filename)}`, import.meta.url);

/** Nothing may be at the path of the copy. Problem: data.write-failed. Throws what else the thread threw. */
export async function copyRecord(recordPath: string, copyPath: string): Promise<Result<void>> {
  try {
    await once(new Worker(workerUrl, { argv: [recordPath, copyPath] }), 'exit');
    return succeed(undefined);
  } catch (error) {
    return asRefusal(error);
  }
}
