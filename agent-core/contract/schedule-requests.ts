/** Pausing and resuming the schedule. Both are kept over restarts; runs on request start either way. */
import { z } from 'zod';
import type { RequestSpecification } from './request-specification.ts';

export const scheduleRequests = {
  'schedule.pause': { parameters: z.object({}), reply: z.object({}), permission: 'change', since: 2 },
  /** When a run was missed meanwhile, one starts at once. */
  'schedule.resume': { parameters: z.object({}), reply: z.object({}), permission: 'change', since: 2 },
} as const satisfies Record<string, RequestSpecification>;
