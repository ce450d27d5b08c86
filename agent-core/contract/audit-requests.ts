/** Who did what to the agent: what is approved, set, paused, registered, set up, removed and run by hand. */
import { z } from 'zod';
import { page, pageRequest, type RequestSpecification } from './request-specification.ts';

export const auditActSchema = z.enum([
  'approved',
  'approvalLapsed',
  'approvalTakenBack',
  'rejected',
  'rejectionLapsed',
  'rejectionTakenBack',
  'exempted',
  'exemptionTakenBack',
  'settingsSaved',
  'paused',
  'resumed',
  'setUp',
  'setUpRemoved',
  'runStarted',
  'updateStarted',
  'registered',
  'registrationRemoved',
  'registrationScriptWritten',
  'rightsGranted',
  'rightsRemoved',
  'accountChanged',
]);
export type AuditAct = z.infer<typeof auditActSchema>;

const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const auditEntrySchema = z.object({
  /** Counts up from 1 without a gap. */
  sequence: z.int(),
  at: z.iso.datetime(),
  by: z.string(),
  act: auditActSchema,
  detail: z.string(),
  /** The hash of the entry before; zeros for the first. */
  previous: hash,
  /** SHA-256 of everything above. */
  hash,
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

export const auditRequests = {
  /** The cursor of the next page is a sequence number; 0 begins at the end that `order` names. */
  'audit.read': {
    parameters: z.object({
      ...pageRequest,
      order: z.enum(['oldest', 'newest']).default('oldest'),
      /** Clients from before a rejection could end take the act for no entry at all: they are told that of an approval, and the detail says which it was. */
      knowsEndedRejections: z.boolean().default(false),
    }),
    reply: page(auditEntrySchema),
    permission: 'read',
    since: 3,
  },
  /** Reads the whole trail and holds every entry against the one before. */
  'audit.verify': {
    parameters: z.object({}),
    reply: z.object({
      entries: z.int(),
      /** The first place where the trail is not what it was; null when it is whole. */
      broken: z.object({ sequence: z.int(), reason: z.string() }).nullable(),
    }),
    permission: 'read',
    since: 3,
  },
} as const satisfies Record<string, RequestSpecification>;
