/** provisioning.read: the provisioning log, page by page. */
import { succeed } from '../../contract/result.ts';
import type { ProvisioningReader } from '../../storage/provisioning-reader.ts';
import type { Responder } from '../responder.ts';

export const readProvisioning =
  (reader: Pick<ProvisioningReader, 'read'>): Responder<'provisioning.read'> =>
  async (query) =>
    succeed(await reader.read(query));
