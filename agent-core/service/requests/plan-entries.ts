/** plan.entries: the newest plan, page by page. */
import { problem } from '../../contract/problem.ts';
import { fail, succeed } from '../../contract/result.ts';
import type { PreviewLog } from '../preview-log.ts';
import type { Responder } from '../responder.ts';

export const readPlanEntries =
  (previews: Pick<PreviewLog, 'entries'>): Responder<'plan.entries'> =>
  ({ runId, cursor, limit }) => {
    const page = previews.entries(runId, cursor, limit);
    return page === null ? fail(problem('run.not-found', `${runId} is not the newest plan`)) : succeed(page);
  };
