/** directory.discover: the domain this machine belongs to. */
import { succeed } from '../../contract/result.ts';
import type { Responder } from '../responder.ts';
import type { DiscoverDirectory } from '../survey-directory.ts';

export const discoverDirectory =
  (discover: DiscoverDirectory): Responder<'directory.discover'> =>
  async (_parameters, signal) =>
    succeed(await discover(signal));
