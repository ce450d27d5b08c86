/** Has all objects of the directory looked through in a thread of its own. */
import type { ObjectAnswer, ObjectQuery } from './object-query.ts';
import { createReadingThread, type ReadingThread } from './reading-thread.ts';

export type ObjectReader = ReadingThread<ObjectQuery, ObjectAnswer>;

/** @param paths of the two databases */
export const createObjectReader = (paths: { readonly cache: string; readonly record: string }): ObjectReader =>
  createReadingThread('object-worker', paths);
