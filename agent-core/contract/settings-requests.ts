/** What may be asked about the settings of a configured agent. Their shape is that of protocol 3. */
import { z } from 'zod';
import type { RequestSpecification } from './request-specification.ts';
import { settingsSchema } from './settings.ts';

const revision = z.int().min(1);

/** Of so many changes that were approved and not made yet the approval is over, since other settings decide who is removed or what is held. */
export const approvalsEndedSchema = z.int().optional();

export const settingsRequests = {
  /** The settings as they are, and which revision they are: whoever saves names the revision it began from. */
  'settings.get': {
    parameters: z.object({}),
    reply: z.object({ revision, settings: settingsSchema }),
    permission: 'read',
    since: 3,
  },
  /**
   * Saves the next revision, which the next run follows. Refused with the difference when somebody saved in between
   * (settings.stale), and when it would need a credential that only the set-up can ask for and prove (settings.needs-set-up).
   */
  'settings.save': {
    parameters: z.object({ baseRevision: revision, settings: settingsSchema }),
    reply: z.object({ revision, approvalsEnded: approvalsEndedSchema }),
    permission: 'change',
    since: 3,
  },
} as const satisfies Record<string, RequestSpecification>;
