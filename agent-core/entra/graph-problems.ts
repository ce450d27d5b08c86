/** The one table from the errors of Microsoft Graph to the problems a person reads. */
import { z } from 'zod';
import { type Problem, problem } from '../contract/problem.ts';
import type { HttpReply } from './network.ts';

/** The error body of Microsoft Graph; `details` names the property in question. */
const errorBodySchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string().default(''),
    details: z.array(z.object({ code: z.string(), target: z.string().nullish() })).nullish(),
  }),
});

const conflictCodes: ReadonlySet<string> = new Set(['ObjectConflict', 'ConflictingObjects', 'PropertyConflict']);

/** Whoever follows changes begins anew (learn.microsoft.com/graph/delta-query-overview). */
const restartCodes: ReadonlySet<string> = new Set(['syncStateNotFound', 'syncStateInvalid', 'resyncRequired']);

/** A service principal was made before its application had spread through the tenant. */
const notThereYetCodes: ReadonlySet<string> = new Set(['NoBackingApplicationObject']);

/** @param reply any reply whose status is not a success */
export function problemOfGraphReply(reply: HttpReply, operation: string): Problem {
  const parsed = parseErrorBody(reply.body);
  const detail = `${operation}: ${reply.status} ${parsed?.code ?? ''} ${parsed?.message ?? ''}`.trim();
  switch (reply.status) {
    case 400:
      if (parsed === null) return problem('tenant.unreadable-answer', detail);
      if (restartCodes.has(parsed.code)) return problem('tenant.changes-expired', detail);
      if (parsed.isNotThereYet) return problem('tenant.not-found', detail);
      return problem(parsed.isConflict ? 'tenant.conflict' : 'tenant.refused-value', detail);
    case 401:
      return problem('tenant.unauthorized', detail);
    case 403:
      return problem('tenant.forbidden', detail);
    case 404:
      return problem('tenant.not-found', detail);
    case 409:
      return problem('tenant.conflict', detail);
    case 410:
      return problem('tenant.changes-expired', detail);
    case 429:
      return problem('tenant.throttled', detail);
    default:
      return problem(reply.status >= 500 ? 'tenant.unavailable' : 'tenant.unreadable-answer', detail);
  }
}

function parseErrorBody(body: string) {
  try {
    const { error } = errorBodySchema.parse(JSON.parse(body));
    const has = (codes: ReadonlySet<string>) => error.details?.some(({ code }) => codes.has(code)) ?? false;
    const [isConflict, isNotThereYet] = [has(conflictCodes), has(notThereYetCodes)];
    return { code: error.code, message: error.message, isConflict, isNotThereYet };
  } catch {
    return null;
  }
}
