/** What is said of a request that does not fit its schema: which part of it is wrong, and what it should be. */
import type { z } from 'zod';
import { describeIssues } from './describe-issue.ts';
import { type Problem, problem } from './problem.ts';

/** The detail names places and what was expected, never a value: one of them may be a password. @param name of the request */
export function refuseRequest(name: string, parameters: unknown, { issues }: z.ZodError): Problem {
  const wrong = describeIssues(issues, { value: parameters, whole: 'the request' });
  return problem('control.invalid-request', `${name}: ${wrong}`);
}
