/** Has the provisioning log read in a thread of its own. */
import type { ProvisioningQuery } from '../contract/provisioning-requests.ts';
import type { ProvisioningPage } from './provisioning-pages.ts';
import { createReadingThread, type ReadingThread } from './reading-thread.ts';

export type ProvisioningReader = ReadingThread<ProvisioningQuery, ProvisioningPage>;

export const createProvisioningReader = (recordPath: string): ProvisioningReader =>
  createReadingThread('provisioning-worker', recordPath);
