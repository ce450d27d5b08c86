/**
 * The control API: every request and event of the agent, once. Both ends are derived from this value, so that a request
 * without a responder, a responder without a request and a wrong shape on either side do not compile.
 */
import { z } from 'zod';
import { accountRequests } from './account-requests.ts';
import { agentStateSchema, pairingSchema } from './agent-state.ts';
import { approvalRequests } from './approval-requests.ts';
import { auditRequests } from './audit-requests.ts';
import { careRequests } from './care-requests.ts';
import { certificateRequests } from './certificate-requests.ts';
import { directoryRequests } from './directory-requests.ts';
import { runIdSchema } from './identifiers.ts';
import { logRequests } from './log-requests.ts';
import { objectRequests } from './object-requests.ts';
import { provisioningRequests } from './provisioning-requests.ts';
import { registrationRequests } from './registration-requests.ts';
import { page, pageRequest, permissionSchema, type RequestSpecification } from './request-specification.ts';
import { rightsRequests } from './rights-requests.ts';
import { reportEntrySchema, runReportSchema } from './run-report.ts';
import { scheduleRequests } from './schedule-requests.ts';
import { setupSettingsSchema } from './settings.ts';
import { approvalsEndedSchema, settingsRequests } from './settings-requests.ts';
import { setupProgressedSchema } from './setup-progress.ts';
import { updateRequests } from './update-requests.ts';

/** Raised with every change that an older client would misread. An agent talks to this version and to the one before. */
export const protocolVersion = 3;

/** Longer messages are refused before they are parsed. */
export const maxMessageBytes = 8 * 1024 * 1024;

/** One for each domain, by its name. */
const domainPasswordsSchema = z.record(z.string().toLowerCase(), z.string().min(1).max(1024));

export const controlRequests = {
  /** Always the first. Agrees on a version and tells the client what it may do. */
  hello: {
    parameters: z.object({ protocol: z.int().min(1), client: z.object({ name: z.string(), version: z.string() }) }),
    reply: z.object({
      protocol: z.int().min(1),
      agentVersion: z.string(),
      permissions: z.array(permissionSchema).readonly(),
    }),
    permission: 'read',
    since: 1,
  },
  'state.read': {
    parameters: z.object({}),
    reply: agentStateSchema,
    permission: 'read',
    since: 1,
  },
  ...certificateRequests,
  ...directoryRequests,
  ...registrationRequests,
  ...accountRequests,
  ...rightsRequests,
  /** Proves that settings and credentials work on both sides, then saves them. Saves nothing when they do not. */
  'setup.apply': {
    parameters: z.object({
      settings: setupSettingsSchema,
      domainPasswords: domainPasswordsSchema,
      /** A person wants the domains or the tenant replaced that objects are linked with now. */
      mayReplace: z.boolean().default(false),
    }),
    reply: pairingSchema.extend({ approvalsEnded: approvalsEndedSchema }),
    permission: 'change',
    // Settings have another shape since.
    since: 3,
  },
  ...approvalRequests,
  ...auditRequests,
  ...careRequests,
  ...logRequests,
  ...objectRequests,
  ...provisioningRequests,
  ...settingsRequests,
  ...scheduleRequests,
  ...updateRequests,
  'run.start': {
    parameters: z.object({}),
    reply: z.object({ runId: runIdSchema }),
    permission: 'change',
    since: 1,
  },
  /** Answers when the run has ended. Cancelling this request stops the waiting, not the run. */
  'run.wait': {
    parameters: z.object({ runId: runIdSchema }),
    reply: runReportSchema,
    permission: 'read',
    since: 1,
  },
  /** Stops the run in progress: what was sent ends and is recorded, and nothing more is sent. */
  'run.cancel': {
    parameters: z.object({ runId: runIdSchema }),
    reply: z.object({}),
    permission: 'change',
    since: 1,
  },
  'run.entries': {
    parameters: z.object({ runId: runIdSchema, ...pageRequest }),
    reply: page(reportEntrySchema),
    permission: 'read',
    since: 1,
  },
  /**
   * Everything a run would do, without doing it. Cancelling the request stops the planning.
   * `settings`: what a run with these would do, before they are saved. Null for those that are (settings.needs-set-up as for `settings.save`).
   * `domainPasswords`: as for `setup.apply`, whose effect is tried: both sides are connected as that would, with the passwords that are
   * kept for the domains that none is given for. Nothing of it is kept.
   */
  'plan.create': {
    parameters: z.object({
      settings: setupSettingsSchema.nullable().default(null),
      domainPasswords: domainPasswordsSchema.optional(),
    }),
    reply: runReportSchema,
    // It reads both sides in full, and no run can start meanwhile.
    permission: 'change',
    since: 1,
  },
  /** The entries of the newest plan, by the id that `plan.create` gave it. */
  'plan.entries': {
    parameters: z.object({ runId: runIdSchema, ...pageRequest }),
    reply: page(reportEntrySchema),
    permission: 'read',
    since: 1,
  },
} as const satisfies Record<string, RequestSpecification>;

export type RequestName = keyof typeof controlRequests;
export type ParametersOf<Name extends RequestName> = z.output<(typeof controlRequests)[Name]['parameters']>;
export type ParametersInputOf<Name extends RequestName> = z.input<(typeof controlRequests)[Name]['parameters']>;
export type ReplyOf<Name extends RequestName> = z.output<(typeof controlRequests)[Name]['reply']>;

export const controlEvents = {
  /** Sent to every connection whenever the state changes; also once right after `hello`. */
  'state.changed': agentStateSchema,
  /** Sent to those who may change the agent, while a set-up is carried out. */
  'setup.progressed': setupProgressedSchema,
} as const satisfies Record<string, z.ZodType>;

export type EventName = keyof typeof controlEvents;
export type EventOf<Name extends EventName> = z.output<(typeof controlEvents)[Name]>;
