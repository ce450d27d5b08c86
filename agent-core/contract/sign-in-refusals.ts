/** The problems of a sign-in to the directory: whoever meets one has the wrong account or password, and nothing else is wrong. */
import type { ProblemCode } from './problem-catalogue.ts';

const refusals: ReadonlySet<string> = new Set<ProblemCode>([
  'directory.wrong-credentials',
  'directory.account-refused',
  'directory.unknown-account',
  'directory.account-locked',
  'directory.account-disabled',
  'directory.account-expired',
  'directory.password-expired',
  'directory.password-change-required',
]);

export const isSignInRefusal = (code: string): boolean => refusals.has(code);
