/** What a set-up tells while it is carried out: which step began, ended or failed. */
import { z } from 'zod';
import { problemSchema } from './problem.ts';

export const setupStepSchema = z.enum([
  'application',
  'servicePrincipal',
  'grants',
  'extension',
  'certificate',
  'signIn',
  'directory',
  'settings',
]);
export type SetupStep = z.infer<typeof setupStepSchema>;

export const setupProgressedSchema = z.object({
  step: setupStepSchema,
  state: z.enum(['doing', 'done', 'failed']),
  problem: problemSchema.nullable(),
});
export type SetupProgressed = z.infer<typeof setupProgressedSchema>;
