/** What a failure says beyond its own change: would its neighbours fail too, and does it help to try again soon? */
import type { ProblemCode } from '../contract/problem-catalogue.ts';

/** Trouble that the next change would meet as well; any other stays with its own change and does not stop the neighbours. */
const shared: ReadonlySet<string> = new Set<ProblemCode>([
  'tenant.unreachable',
  'tenant.untrusted-certificate',
  'tenant.certificate-refused',
  'tenant.unknown-application',
  'tenant.unknown-tenant',
  'tenant.sign-in-failed',
  'tenant.unauthorized',
  'tenant.throttled',
  'tenant.unreadable-answer',
  'data.write-failed',
  'data.disk-full',
]);

/** The tenant had the request, and nobody knows what it made of it: lost replies (rule R30). Many in a row are another matter. */
const unanswered: ReadonlySet<string> = new Set<ProblemCode>(['tenant.no-answer', 'tenant.unavailable']);

/** Something that the change refers to is not there yet: the next run looks anew, and it is nobody's failure. */
const missing: ReadonlySet<string> = new Set<ProblemCode>([
  'tenant.not-found',
  'object.reference-unresolved',
  'object.value-not-free',
]);

export const endsTheRun = (code: string): boolean => shared.has(code);

export const isUnanswered = (code: string): boolean => unanswered.has(code);

export const isAboutReference = (code: string): boolean => missing.has(code);

/** It would only fail again until somebody changes something: the change waits on a clock of its own. */
export const waitsOnItsClock = (code: string): boolean =>
  !shared.has(code) && !unanswered.has(code) && !missing.has(code);
