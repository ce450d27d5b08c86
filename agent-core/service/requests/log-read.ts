/** log.read: the agent's log, page by page. */
import type { Result } from '../../contract/result.ts';
import type { LogPage, LogQuery } from '../../storage/log-pages.ts';
import type { Responder } from '../responder.ts';

export type ReadLog = (query: LogQuery) => Result<LogPage>;

export const readLog =
  (read: ReadLog): Responder<'log.read'> =>
  (query) =>
    read(query);
