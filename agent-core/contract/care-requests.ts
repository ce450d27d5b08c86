/** Looking after an agent that is set up: what is wrong with it, and taking it back to before the set-up. */
import { z } from 'zod';
import { problemSchema } from './problem.ts';
import type { RequestSpecification } from './request-specification.ts';

export const repairCheckSchema = z.object({
  name: z.enum(['dataFolder', 'disk', 'backup', 'settings', 'certificate', 'directory', 'rights', 'tenant']),
  /** `mended`: it was wrong and is not any more. `person`: somebody has to do what the problem says. */
  result: z.enum(['good', 'mended', 'person']),
  /** What was found or done, in words. */
  detail: z.string(),
  problem: problemSchema.nullable(),
});
export type RepairCheck = z.infer<typeof repairCheckSchema>;

export const careRequests = {
  /** Checks everything the agent needs, mends what it can without a person, and says what it cannot. Changes nothing on either side. */
  'agent.repair': {
    parameters: z.object({}),
    reply: z.object({ checks: z.array(repairCheckSchema).readonly() }),
    permission: 'change',
    since: 2,
  },
  /**
   * Forgets settings, key and passwords. `objects` is what becomes of what this agent created in the tenant: kept, as it is.
   * Which object belongs to whom stays remembered, so that a later set-up goes on with the same ones.
   */
  'setup.remove': {
    parameters: z.object({ objects: z.literal('keep') }),
    reply: z.object({}),
    permission: 'change',
    since: 2,
  },
} as const satisfies Record<string, RequestSpecification>;
