/** The thread that reads the provisioning log, on a connection of its own that cannot write: however long it takes, the agent goes on. */
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { provisioningQuerySchema } from '../contract/provisioning-requests.ts';
import { readProvisioningPage } from './provisioning-pages.ts';

const database = new DatabaseSync(z.string().parse(workerData), { readOnly: true, timeout: 5_000 });

parentPort?.on('message', (query) => {
  parentPort?.postMessage(readProvisioningPage(database, provisioningQuerySchema.parse(query)));
});
