/**
 * The requests by which the agent is registered in a tenant. The person who signed in lends an access token for one request;
 * it may grant application roles, so it is worth as much as a Global Administrator and is kept nowhere (rule R33).
 */
import { z } from 'zod';
import type { RequestSpecification } from './request-specification.ts';
import { tenantSettingsSchema } from './settings.ts';

/** Where the tenant is, before anybody knows which one it is. */
const tenantDraftSchema = tenantSettingsSchema.omit({ tenantId: true, clientId: true, ownershipExtension: true });
export type TenantDraft = z.output<typeof tenantDraftSchema>;

const accessToken = z.string().min(1).max(65_536);
const asPerson = z.object({ tenant: tenantDraftSchema, accessToken });

const grantSchema = z.object({
  /** The value of an application permission of Microsoft Graph. */
  permission: z.string(),
  why: z.string(),
  /** What does not work without it. */
  without: z.string(),
});
export type Grant = z.infer<typeof grantSchema>;

const inspectionSchema = z.object({
  tenantId: z.string(),
  displayName: z.string(),
  verifiedDomains: z.array(z.string()).readonly(),
  initialDomain: z.string(),
  person: z.object({
    userPrincipalName: z.string(),
    displayName: z.string(),
    /** Names of the directory roles that are active now, also through groups. */
    roles: z.array(z.string()).readonly(),
  }),
  mayRegister: z.boolean(),
  /** Whether the person may consent to application permissions of Microsoft Graph. */
  mayGrant: z.boolean(),
  otherSynchronisation: z.boolean(),
  /** Null when nothing in the tenant tells. */
  exchangeOnPremises: z.boolean().nullable(),
  existingRegistration: z.object({ clientId: z.string(), displayName: z.string() }).nullable(),
  grants: z.array(grantSchema).readonly(),
});
export type TenantInspection = z.infer<typeof inspectionSchema>;

const registrationSchema = z.object({
  clientId: z.string(),
  objectId: z.string(),
  /** Full name of the directory extension that carries the ownership mark (rule R3). */
  ownershipExtension: z.string(),
  grantsMissing: z.array(z.string()).readonly(),
  /** Where somebody who may grants what is missing; null when nothing is. */
  consentUrl: z.string().nullable(),
  certificate: z.object({ thumbprintSha256: z.string(), notAfter: z.iso.datetime() }),
});
export type Registration = z.infer<typeof registrationSchema>;

const grantCheckSchema = z.object({
  grantsMissing: z.array(z.string()).readonly(),
  /** Granted, and not needed: somebody gave the agent more than it asked for (rule R32). */
  grantsUnexpected: z.array(z.string()).readonly(),
});
export type GrantCheck = z.infer<typeof grantCheckSchema>;

export const registrationRequests = {
  /** Who signed in, to which tenant, what the person may do there and what stands in the way. Changes nothing. */
  'tenant.inspect': {
    parameters: asPerson,
    reply: inspectionSchema,
    permission: 'change',
    since: 2,
  },
  /** Creates or repairs all that the agent needs in the tenant, and signs in with its certificate at the end. */
  'registration.apply': {
    parameters: asPerson,
    reply: registrationSchema,
    permission: 'change',
    since: 2,
  },
  /** Undoes a set-up that was not finished: removes what this agent created, and nothing else. */
  'registration.remove': {
    parameters: asPerson,
    reply: z.object({}),
    permission: 'change',
    since: 2,
  },
  /** Signs in with the agent's certificate to an application that somebody registered, and compares its grants. */
  'registration.check': {
    /** The object id of the application, from the script; without it the agent cannot renew its certificate by itself. */
    parameters: z.object({ tenant: tenantSettingsSchema, objectId: z.guid().nullable().default(null) }),
    reply: grantCheckSchema,
    permission: 'change',
    since: 2,
  },
  /** For an administrator elsewhere: a PowerShell script that registers the agent. Holds its certificate and no secret. */
  'registration.script': {
    parameters: z.object({ tenant: tenantDraftSchema }),
    reply: z.object({ script: z.string() }),
    permission: 'change',
    since: 2,
  },
} as const satisfies Record<string, RequestSpecification>;
