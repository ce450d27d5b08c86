/** The thread that looks through all objects, on connections of its own that cannot write. */
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { answerObjects } from './object-answers.ts';
import { objectQuerySchema } from './object-query.ts';

const paths = z.object({ cache: z.string(), record: z.string() }).parse(workerData);
const open = (path: string) => new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
const databases = { cache: open(paths.cache), record: open(paths.record) };

parentPort?.on('message', (query) => {
  parentPort?.postMessage(answerObjects(databases, objectQuerySchema.parse(query)));
});
