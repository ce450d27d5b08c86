/** What a page may ask about what keeps the agent running on this machine. It works without the agent: the desktop looks itself. */
import { z } from 'zod';

const nothing = z.object({});
/** It becomes a word of a command line that runs with an administrator's rights. */
const managedAccount = z.string().regex(/^[A-Za-z0-9.-]{1,255}\\[A-Za-z0-9._-]{1,15}\$$/);

const serviceStateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('notInstalled') }),
  z.object({ kind: z.literal('stopped') }),
  z.object({ kind: z.literal('running'), since: z.string().nullable(), restarts: z.int() }),
  z.object({ kind: z.literal('waiting'), restarts: z.int() }),
]);

export const serviceViewSchema = z.object({
  host: z.enum(['systemd', 'supervisor', 'windows']),
  /** The unit, the folder of the supervisor, or the service. */
  name: z.string(),
  state: serviceStateSchema,
  /** Whether the person can start it from here: as they are, or when the system has asked for a password; null when not at all. */
  start: z.enum(['directly', 'elevated']).nullable(),
});
export type ServiceView = z.infer<typeof serviceViewSchema>;

export const serviceCalls = {
  'service.read': { argument: nothing, reply: serviceViewSchema },
  /** Does not wait until the agent answers; the connection tells that. */
  'service.start': { argument: nothing, reply: nothing },
  /** Has it run as this managed account, `DOMAIN\\name$`, at once. The agent ends and comes back, or stays what it was. */
  'service.runAs': { argument: z.object({ account: managedAccount }), reply: nothing },
} as const;
