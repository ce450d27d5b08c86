/** updates.status: which versions there are, what becomes of them, and how the last update ended. */
import { succeed } from '../../contract/result.ts';
import type { Responder } from '../responder.ts';
import { readUpdates, type UpdateReading } from '../updates/read-updates.ts';

export const updatesStatus =
  (parts: UpdateReading): Responder<'updates.status'> =>
  () =>
    succeed(readUpdates(parts));
