/** What an administrator decided. Holds no secret: credentials live behind the SecretStore port. */
import { z } from 'zod';
import { guardSettingsSchema } from './guard-settings.ts';
import { objectGuidSchema } from './identifiers.ts';
import { updateSettingsSchema } from './update-settings.ts';

const hostName = z.string().regex(/^[A-Za-z0-9]([A-Za-z0-9.-]{0,253}[A-Za-z0-9])?$/, 'must be a host name');
/** Scheme, host and port: a path, a query or a password in it would end up where nobody expects it. */
const httpsOrigin = z
  .url({ protocol: /^https$/, error: 'must be an https address' })
  .refine(
    (address) => /^https:\/\/[^/?#@]+$/i.test(address),
    'must be an https address without a path, such as https://graph.microsoft.com',
  );
/** As above, and http too: what goes through a proxy is encrypted all the way to the tenant. */
const proxyOrigin = z
  .url({ protocol: /^https?$/, error: 'must be an http or https address' })
  .refine(
    (address) => /^https?:\/\/[^/?#@]+$/i.test(address),
    'must be an http or https address without a name, password or path, such as http://proxy.contoso.com:8080',
  );
const pemCertificates = z.string().startsWith('-----BEGIN CERTIFICATE-----', 'must be one or more PEM certificates');

/** Lower case, as it stands in the ownership marks. */
export const configurationIdSchema = z.guid().toLowerCase();

export const tenantSettingsSchema = z.strictObject({
  tenantId: z.guid(),
  /** Application (client) id of the app registration that the agent signs in as. */
  clientId: z.guid(),
  /** Where to sign in; without the tenant id. */
  authority: httpsOrigin.default('https://login.microsoftonline.com'),
  /** Microsoft Graph of the same cloud. */
  graph: httpsOrigin.default('https://graph.microsoft.com'),
  /** Certificate authorities to trust besides the public ones, for inspecting proxies. PEM. */
  certificateAuthorities: pemCertificates.nullable().default(null),
  /** Everything to the tenant goes through this proxy; null goes straight. */
  proxy: proxyOrigin.nullable().default(null),
  /** Full name of the directory extension that carries the ownership mark (rule R3). Without it nothing is removed from the tenant. */
  ownershipExtension: z
    .string()
    .regex(
      /^extension_[0-9A-Za-z]+_\w+$/,
      'must be the full name of a directory extension, such as extension_1234abcd_name',
    )
    .nullable()
    .default(null),
});
/** Where a tenant is, and as whom to sign in there. */
export type TenantAddress = Omit<z.infer<typeof tenantSettingsSchema>, 'ownershipExtension'>;

export const controllerSettingsSchema = z.strictObject({
  /** The name the controller's certificate was issued for. */
  host: hostName,
  /** Connect here instead of to what `host` resolves to; the certificate is still checked against `host`. */
  address: z.union([z.ipv4(), z.ipv6()]).nullable().default(null),
  /** Null is the usual one: 636 for LDAPS, otherwise 389. */
  port: z.int().min(1).max(65535).nullable().default(null),
});

export type ControllerSettings = z.infer<typeof controllerSettingsSchema>;

/** Which controllers of a domain are asked. */
export const controllersSettingsSchema = z.discriminatedUnion('kind', [
  /** Those that the domain names in DNS, the nearest first. */
  z.strictObject({ kind: z.literal('automatic') }),
  /** These, in this order: the next one when one cannot be reached. */
  z.strictObject({
    kind: z.literal('chosen'),
    hosts: z
      .tuple([controllerSettingsSchema], controllerSettingsSchema)
      .refine((hosts) => hosts.length <= 8, 'takes at most 8 controllers')
      .readonly(),
  }),
]);

const domainName = hostName.toLowerCase();

export const domainSettingsSchema = z.strictObject({
  /** DNS name of the domain, such as contoso.com. */
  name: domainName,
  /** userPrincipalName of the account that reads the directory. */
  account: z.string().min(3).max(1024),
  /** How the agent proves to be that account: by its password, or because it runs as it, as with a managed account on Windows. */
  identity: z.enum(['password', 'service']).default('password'),
  controllers: controllersSettingsSchema,
  /** How the connection is protected (rule R20); automatic: sealed by Kerberos, or TLS where that does not work and the certificate is trusted. */
  security: z.enum(['automatic', 'ldaps', 'starttls', 'integrated']).default('ldaps'),
  /** What the account may read: the whole domain, or the units it was given rights to (rule R19). */
  rights: z.enum(['domain', 'units']).default('domain'),
  /** Certificate authorities that issued the controller's certificate, if the system does not trust them. PEM. */
  certificateAuthorities: pemCertificates.nullable().default(null),
});
export type DomainSettings = z.infer<typeof domainSettingsSchema>;

/** An object that a person picked. Only `objectGuid` decides; the name is what the person was shown, and may be out of date. */
export const objectReferenceSchema = z.strictObject({
  objectGuid: objectGuidSchema,
  /** DNS name of the domain that held it. */
  domain: domainName,
  /** Its distinguished name. */
  name: z.string().min(1).max(2048),
});
export type ObjectReference = z.infer<typeof objectReferenceSchema>;

const references = z.array(objectReferenceSchema).max(1000);

/** Whom the agent keeps in step. */
export const scopeSettingsSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  /** Members of these groups, directly or through other groups. */
  z.strictObject({ kind: z.literal('groups'), groups: references.min(1).readonly() }),
  /** Everybody below the included units, but not below the excluded ones; the nearest unit named decides. */
  z.strictObject({
    kind: z.literal('units'),
    include: references.min(1).readonly(),
    exclude: references.readonly().default([]),
  }),
]);
export type ScopeSettings = z.infer<typeof scopeSettingsSchema>;

/** How people get in who are created: a password they set themselves, or a federation that vouches for them (rule R29). */
const peopleSignInSchema = z.enum(['selfService', 'federation']);
export type PeopleSignIn = z.infer<typeof peopleSignInSchema>;

export const newUserSettingsSchema = z.strictObject({
  /** What an administrator said about it; null as long as nobody was asked. Nothing is created differently for it. */
  signIn: peopleSignInSchema.nullable().default(null),
  /** Two-letter country used when the directory names none; null leaves the usage location empty (rule R29). */
  usageLocation: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be two capital letters')
    .nullable()
    .default(null),
  /** passwordPolicies of a new user. Nobody knows the password it is created with. */
  passwordPolicies: z.enum(['None', 'DisablePasswordExpiration']).default('DisablePasswordExpiration'),
});
export type NewUserSettings = z.infer<typeof newUserSettingsSchema>;

export const groupSettingsSchema = z.strictObject({
  /** False leaves groups and who is in them alone; what is in the tenant already stays as it is. */
  areSynchronised: z.boolean().default(true),
  /** Whoever has a group for primary group is a member of it in the tenant, Domain Users apart (rule R22). */
  withPrimaryMembers: z.boolean().default(true),
  /** Groups that get, in place of the groups in them, all who are in those, however deep: licences and applications ignore nesting (rule R26). */
  transitiveMembers: references.readonly().default([]),
});
export type GroupSettings = z.infer<typeof groupSettingsSchema>;
export const defaultGroups: GroupSettings = groupSettingsSchema.parse({});

/** By what else than its anchor an account of the tenant shows to be somebody of the directory; it is then taken over (rule R28). */
export const matchingSettingsSchema = z.strictObject({
  /** The same sign-in name. */
  bySignInName: z.boolean().default(false),
  /** The same mail address, in a verified domain. */
  byMail: z.boolean().default(false),
});
export type MatchingSettings = z.infer<typeof matchingSettingsSchema>;

export const scheduleSettingsSchema = z.strictObject({
  /** From the start of one run to the start of the next. */
  intervalSeconds: z.int().min(30).max(86_400).default(120),
  /** While paused, runs start only on request. */
  isPaused: z.boolean().default(false),
});
export type ScheduleSettings = z.infer<typeof scheduleSettingsSchema>;
export const defaultSchedule: ScheduleSettings = scheduleSettingsSchema.parse({});

export const retentionSettingsSchema = z.strictObject({
  /** Reports of runs and the provisioning log are kept for this long. What a run only says again is kept for two days. */
  days: z.int().min(2).max(3650).default(90),
});
export type RetentionSettings = z.infer<typeof retentionSettingsSchema>;

export const removalSettingsSchema = z.strictObject({
  /** What becomes of the account of somebody who is seen outside the scope. `delete` can be undone for 30 days. */
  onLeavingScope: z.enum(['delete', 'disable', 'keep']).default('delete'),
  /** So many runs in a row must show it before anything is removed: an object that moves is gone here before it is there (rule R5). */
  waitRuns: z.int().min(0).max(1000).default(2),
});
export type RemovalSettings = z.infer<typeof removalSettingsSchema>;

/** A change of this shape that stored settings do not satisfy needs a migration: agent-core/storage/migrations. */
export const settingsSchema = z.strictObject({
  version: z.literal(3).default(3),
  /** Made with the first set-up and never changed: stands in the mark of every tenant object that is managed (rule R3). */
  configurationId: configurationIdSchema,
  tenant: tenantSettingsSchema,
  domains: z
    .tuple([domainSettingsSchema], domainSettingsSchema)
    .refine((domains) => new Set(domains.map(({ name }) => name)).size === domains.length, 'names a domain twice')
    .readonly(),
  scope: scopeSettingsSchema.prefault({ kind: 'all' }),
  newUsers: newUserSettingsSchema.prefault({}),
  matching: matchingSettingsSchema.prefault({}),
  groups: groupSettingsSchema.prefault({}),
  removals: removalSettingsSchema.prefault({}),
  guard: guardSettingsSchema.prefault({}),
  schedule: scheduleSettingsSchema.prefault({}),
  retention: retentionSettingsSchema.prefault({}),
  updates: updateSettingsSchema.prefault({}),
});
export type Settings = z.infer<typeof settingsSchema>;

/** What a set-up is asked for. The agent makes what it alone can know. */
export const setupSettingsSchema = settingsSchema.extend({
  /** Null keeps the one there is, or makes one. */
  configurationId: configurationIdSchema.nullable().default(null),
});
export type SetupSettings = z.infer<typeof setupSettingsSchema>;
