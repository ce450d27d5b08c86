/**
 * The requests about what the agent's account may do in the directory. An administrator lends name and password for one request; they are
 * used for one connection, which is sealed or inside TLS, and kept nowhere.
 */
import { z } from 'zod';
import { directoryRightSchema, rightsModeSchema } from './directory-rights.ts';
import { objectGuidSchema } from './identifiers.ts';
import type { RequestSpecification } from './request-specification.ts';
import { domainSettingsSchema } from './settings.ts';

/** Where a domain is, whoever signs in to it. */
export const domainAddressSchema = z.union([
  domainSettingsSchema.pick({ name: true, controllers: true, security: true, certificateAuthorities: true }),
  /** One that is set up already. */
  z.strictObject({ configured: z.string().toLowerCase() }),
]);
export type DomainAddress = z.output<typeof domainAddressSchema>;

/** Somebody who may change the directory, for one request. */
export const administratorSchema = z.object({
  account: z.string().min(3).max(1024),
  password: z.string().min(1).max(1024),
});

export const asAdministrator = { domain: domainAddressSchema, administrator: administratorSchema };

/** userPrincipalName, sAMAccountName or DOMAIN\name of who is granted something. */
export const granteeSchema = z.string().trim().min(1).max(1024);

export const rightEntrySchema = z.object({
  right: directoryRightSchema,
  /** Distinguished name of the object that has the entry. */
  where: z.string(),
  permission: z.string(),
  appliesTo: z.string(),
  why: z.string(),
  without: z.string(),
  /** `unreadable`: whoever asks may not see the access list. */
  state: z.enum(['present', 'missing', 'unreadable']),
  /** The account may do it without such an entry, as a member of a group or because everybody may by default. */
  isHeldAnyway: z.boolean().optional(),
});
export type RightEntry = z.infer<typeof rightEntrySchema>;

/** An entry of the account that Bridgehead did not ask for and does not touch. */
const otherEntrySchema = z.object({ where: z.string(), entry: z.string() });
export type OtherEntry = z.infer<typeof otherEntrySchema>;

/** An entry that was taken away, and the right that it stood for. */
const removedEntrySchema = otherEntrySchema.extend({ right: directoryRightSchema.optional() });
export type RemovedEntry = z.infer<typeof removedEntrySchema>;

export const rightsTableSchema = z.object({
  account: z.object({ sAMAccountName: z.string(), distinguishedName: z.string(), sid: z.string() }),
  entries: z.array(rightEntrySchema).readonly(),
  /** Of the same account on the same objects. */
  others: z.array(otherEntrySchema).readonly(),
});
export type RightsTable = z.infer<typeof rightsTableSchema>;

export const rightsWishSchema = z.object({
  account: granteeSchema,
  mode: rightsModeSchema,
  /** Where the rights begin in the mode `units`; left empty in the other. */
  units: z.array(objectGuidSchema).max(1000).readonly().default([]),
});
export type RightsWish = z.output<typeof rightsWishSchema>;

export const rightsRequests = {
  /** What would be granted, and what is there already. Changes nothing. */
  'rights.preview': {
    parameters: rightsWishSchema.extend(asAdministrator),
    reply: rightsTableSchema,
    permission: 'change',
    since: 3,
  },
  /** Adds the entries that are missing, and no others. The reply is the table afterwards. */
  'rights.apply': {
    parameters: rightsWishSchema.extend(asAdministrator),
    reply: rightsTableSchema.extend({ added: z.int() }),
    permission: 'change',
    since: 3,
  },
  /** Takes away every entry of the account that this product may have added, wherever in the domain it is. */
  'rights.remove': {
    parameters: z.object({ account: granteeSchema, ...asAdministrator }),
    reply: z.object({
      removed: z.array(removedEntrySchema).readonly(),
      others: z.array(otherEntrySchema).readonly(),
    }),
    permission: 'change',
    since: 3,
  },
} as const satisfies Record<string, RequestSpecification>;
