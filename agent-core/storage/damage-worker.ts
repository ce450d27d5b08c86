/** The thread that looks through a large database, on a connection of its own that cannot write: the agent goes on meanwhile. */
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { isWhole } from './damage.ts';

const database = new DatabaseSync(String(workerData), { readOnly: true, timeout: 5_000 });
try {
  parentPort?.postMessage(isWhole(database));
} finally {
  database.close();
}
