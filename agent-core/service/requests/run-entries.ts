/** run.entries: the report of a run, page by page. */
import { problem } from '../../contract/problem.ts';
import { fail, succeed } from '../../contract/result.ts';
import type { RunHistory } from '../../storage/run-history.ts';
import type { Responder } from '../responder.ts';

export const readRunEntries =
  (history: Pick<RunHistory, 'entries'>): Responder<'run.entries'> =>
  ({ runId, cursor, limit }) => {
    const page = history.entries(runId, cursor, limit);
    return page === null ? fail(problem('run.not-found', runId)) : succeed(page);
  };
