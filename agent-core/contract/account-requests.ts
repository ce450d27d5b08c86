/** The requests about the group managed service account (gMSA) that agents on Windows run as (rule R36). */
import { z } from 'zod';
import { problemSchema } from './problem.ts';
import type { RequestSpecification } from './request-specification.ts';
import { asAdministrator } from './rights-requests.ts';

/** A sAMAccountName of at most 15 characters, with or without the $ that the directory puts behind it. */
export const managedNameSchema = z
  .string()
  .trim()
  .transform((name) => name.replace(/\$$/, ''))
  .pipe(
    z
      .string()
      .regex(
        /^[A-Za-z0-9]([A-Za-z0-9._-]{0,13}[A-Za-z0-9_-])?$/,
        'takes 1 to 15 letters, digits, dots, hyphens and underscores, without a dot at the end',
      ),
  );

/** sAMAccountName of a computer, with or without the $. */
const computerName = z
  .string()
  .trim()
  .transform((name) => name.replace(/\$$/, ''))
  .pipe(z.string().regex(/^[A-Za-z0-9]([A-Za-z0-9-]{0,62})$/, 'must be the name of a computer, without its domain'));

/** For whom a managed account is. */
export const managedAccountWishSchema = {
  /** The server that the agent runs on; null is the one that answers this. */
  computer: computerName.nullable().default(null),
  /** sAMAccountName of a group of agents' servers that is to retrieve the password; null lets the server itself. */
  group: z.string().trim().min(1).max(256).nullable().default(null),
};

const managedWish = { name: managedNameSchema, ...managedAccountWishSchema };

const principalSchema = z.object({
  /** DOMAIN-less sAMAccountName, or the SID of somebody who is not found. */
  name: z.string(),
  sid: z.string(),
});

export const managedAccountSchema = z.object({
  sAMAccountName: z.string(),
  distinguishedName: z.string(),
  sid: z.string(),
  /** Made by Bridgehead, so that it may be deleted when nobody uses it any more. */
  isOurs: z.boolean(),
  isEnabled: z.boolean(),
  /** Nothing but AES. */
  isAesOnly: z.boolean(),
  /** Who may retrieve its password. */
  retrievers: z.array(principalSchema).readonly(),
});
export type ManagedAccount = z.infer<typeof managedAccountSchema>;

const reportSchema = z.object({
  /** Null when there is none. */
  account: managedAccountSchema.nullable(),
  /** How the server may retrieve the password; null when it may not. */
  retrieves: z.enum(['directly', 'throughGroup']).nullable(),
  computer: principalSchema,
  /** What stands in the way of using it. */
  problems: z.array(problemSchema).readonly(),
});
export type ManagedAccountReport = z.infer<typeof reportSchema>;

const ensuredSchema = reportSchema.extend({
  did: z.array(z.enum(['created', 'retrievalGranted', 'addedToGroup'])).readonly(),
  /** A server learns of a new membership when it restarts, or when its tickets are purged. */
  needsRestart: z.boolean(),
});
export type EnsuredManagedAccount = z.infer<typeof ensuredSchema>;

const hereSchema = z.object({
  /** Where the agent runs. */
  platform: z.enum(['windows', 'other']),
  /** Name of this computer in a directory. */
  computer: z.string(),
  /** Whether an agent here can run as a gMSA. */
  canUseManagedAccount: z.boolean(),
  /** What the machine calls the account that the agent runs as, without its domain; null where an older agent does not say. */
  runsAs: z.string().nullable().default(null),
  /** Where the agent's own Kerberos keys are said to be (`KRB5_CLIENT_KTNAME`); null for the usual place. */
  clientKeytab: z.string().nullable().default(null),
  /** Whether there is a file with such keys; null on Windows, and where an older agent does not say. */
  hasClientKeytab: z.boolean().nullable().default(null),
});
export type AccountSurroundings = z.infer<typeof hereSchema>;

export const accountRequests = {
  /** What the machine that the agent runs on can do. Contacts nothing. */
  'account.here': { parameters: z.object({}), reply: hereSchema, permission: 'read', since: 3 },
  /** Whether there is such an account, who may use it, and what stands in the way. Changes nothing. */
  'account.inspect': {
    parameters: z.object({ ...managedWish, ...asAdministrator }),
    reply: reportSchema,
    permission: 'change',
    since: 3,
  },
  /** Creates the account unless it is there, and lets the server retrieve its password. */
  'account.ensure': {
    parameters: z.object({
      ...managedWish,
      ...asAdministrator,
      /** Otherwise it must be there. */
      mayCreate: z.boolean().default(true),
    }),
    reply: ensuredSchema,
    permission: 'change',
    since: 3,
  },
  /** The server no longer retrieves the password; an account that Bridgehead made and nobody retrieves is deleted, with its rights. */
  'account.remove': {
    parameters: z.object({ ...managedWish, ...asAdministrator }),
    reply: z.object({
      isRetrievalRemoved: z.boolean(),
      isDeleted: z.boolean(),
      rightsRemoved: z.int(),
      /** Why the account stays; null when it is gone. */
      keptBecause: z.enum(['notOurs', 'stillUsed', 'notThere']).nullable(),
    }),
    permission: 'change',
    since: 3,
  },
} as const satisfies Record<string, RequestSpecification>;
export type ManagedWish = Pick<z.output<(typeof accountRequests)['account.ensure']['parameters']>, 'name' | 'group'> & {
  readonly computer: string;
};
export type RemovedManagedAccount = z.output<(typeof accountRequests)['account.remove']['reply']>;
