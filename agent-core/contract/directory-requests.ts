/** The requests by which the set-up looks around in a directory before anything is saved. */
import { z } from 'zod';
import { objectGuidSchema } from './identifiers.ts';
import { page, pageRequest, type RequestSpecification } from './request-specification.ts';
import { domainSettingsSchema } from './settings.ts';

/** A domain as a draft with its password (null where the agent runs as the account), or one that is set up already, by its name. */
const forDomain = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.union([
    z.object({
      domain: domainSettingsSchema,
      password: z.string().min(1).max(1024).nullable().default(null),
      ...shape,
    }),
    z.object({ domain: z.strictObject({ configured: z.string().toLowerCase() }), ...shape }),
  ]);
export type DomainDraft = z.output<ReturnType<typeof forDomain<Record<never, never>>>>;

const discoverySchema = z.object({
  /** Null when this machine belongs to no domain that can be found. */
  domain: z.string().nullable(),
  forest: z.string().nullable(),
  controllers: z.array(z.object({ host: z.string(), site: z.string().nullable() })).readonly(),
});
export type DirectoryDiscovery = z.infer<typeof discoverySchema>;

const verificationSchema = z.object({
  controller: z.string(),
  forest: z.string(),
  /** Every domain of the forest. */
  domains: z.array(z.object({ name: z.string(), objectGuid: objectGuidSchema.nullable() })).readonly(),
  /** What the account may do, tried and not guessed (rule R19). */
  rightsModeWorks: z.object({ domain: z.boolean(), units: z.boolean() }),
  /** Null when counting took too long. */
  users: z.int().nullable(),
});
export type DirectoryVerification = z.infer<typeof verificationSchema>;

const unitSchema = z.object({
  objectGuid: objectGuidSchema,
  name: z.string(),
  distinguishedName: z.string(),
  hasChildren: z.boolean(),
  /** In the unit and everywhere below it; null when counting took too long. */
  users: z.int().nullable(),
  groups: z.int().nullable(),
});
export type DirectoryUnit = z.infer<typeof unitSchema>;

const groupSchema = z.object({
  objectGuid: objectGuidSchema,
  name: z.string(),
  distinguishedName: z.string(),
  /** Direct members, as its own list has them. */
  members: z.int(),
  /** It is the primary group of people: they are members as well, stand in no list and are not counted. Agents that do not say it do not know. */
  hasPrimaryMembers: z.boolean().optional(),
});
export type DirectoryGroup = z.infer<typeof groupSchema>;

export const directoryRequests = {
  /** The domain this machine belongs to. Needs no credentials. */
  'directory.discover': {
    parameters: z.object({}),
    reply: discoverySchema,
    permission: 'change',
    since: 2,
  },
  /** Signs in to a domain and tells what is there and what the account may do. */
  'directory.verify': {
    parameters: forDomain({}),
    reply: verificationSchema,
    permission: 'change',
    since: 2,
  },
  /** Organisational units and containers below one of them, or at the top of the domain. */
  'directory.units': {
    parameters: forDomain({ parent: objectGuidSchema.nullable().default(null), ...pageRequest }),
    reply: page(unitSchema),
    permission: 'change',
    since: 2,
  },
  /** Groups whose name contains the text; those whose name begins with it come first. */
  'directory.groups': {
    parameters: forDomain({ search: z.string().trim().min(1).max(256) }),
    reply: z.object({ groups: z.array(groupSchema).max(50).readonly() }),
    permission: 'change',
    since: 2,
  },
  /** Proves the new password of the account that reads a domain, by signing in to it, then keeps it in place of the one before. */
  'directory.password': {
    parameters: z.object({ domain: z.string().toLowerCase(), password: z.string().min(1).max(1024) }),
    reply: z.object({ account: z.string(), controller: z.string() }),
    permission: 'change',
    since: 3,
  },
} as const satisfies Record<string, RequestSpecification>;
