/** A problem is a failure as a value: a stable code for programs, and for a person what happened, what it means and what to do. */
import { z } from 'zod';
import { type ProblemCode, problemCatalogue } from './problem-catalogue.ts';

export const problemSchema = z.object({
  /** Member of the catalogue; a client one version older may meet a code it does not know yet. */
  code: z.string().regex(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/),
  /** What happened, in a sentence. */
  title: z.string(),
  /** What it means for the accounts. */
  meaning: z.string(),
  /** What to do. */
  remedy: z.string(),
  /** The facts of this occurrence: names, addresses, numbers. Never a secret. */
  detail: z.string(),
});
export type Problem = z.infer<typeof problemSchema>;

/** Makes a problem of the catalogue. `detail` names the facts of this occurrence and may not hold a secret. */
export function problem(code: ProblemCode, detail: string): Problem {
  return { code, ...problemCatalogue[code], detail };
}
