/** What an administrator decided. Holds no secret: credentials live behind the SecretStore port. */
import { z } from 'zod';

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
});
export type TenantSettings = z.infer<typeof tenantSettingsSchema>;

export const controllerSettingsSchema = z.strictObject({
  /** The name the controller's certificate was issued for. */
  host: hostName,
  /** Connect here instead of to what `host` resolves to; the certificate is still checked against `host`. */
  address: z.union([z.ipv4(), z.ipv6()]).nullable().default(null),
  /** LDAPS port. */
  port: z.int().min(1).max(65535).default(636),
});

export const domainSettingsSchema = z.strictObject({
  /** DNS name of the domain, such as contoso.com. */
  name: hostName.toLowerCase(),
  /** userPrincipalName of the account that reads the directory. */
  account: z.string().min(3).max(1024),
  controller: controllerSettingsSchema,
  /** Certificate authorities that issued the controller's certificate, if the system does not trust them. PEM. */
  certificateAuthorities: pemCertificates.nullable().default(null),
});
export type DomainSettings = z.infer<typeof domainSettingsSchema>;

export const newUserSettingsSchema = z.strictObject({
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

/** What one run may do at most: this many, and this share of all users in scope. The smaller of the two counts. */
export const limitSchema = z.strictObject({
  count: z.int().min(0).max(1_000_000),
  percent: z.number().min(0).max(100),
});
export type Limit = z.infer<typeof limitSchema>;

export const guardSettingsSchema = z.strictObject({
  /** Accounts that one run may disable. */
  disables: limitSchema.default({ count: 50, percent: 10 }),
});
export type GuardSettings = z.infer<typeof guardSettingsSchema>;

export const scheduleSettingsSchema = z.strictObject({
  /** From the start of one run to the start of the next. */
  intervalSeconds: z.int().min(30).max(86_400).default(120),
  /** While paused, runs start only on request. */
  isPaused: z.boolean().default(false),
});
export type ScheduleSettings = z.infer<typeof scheduleSettingsSchema>;
export const defaultSchedule: ScheduleSettings = scheduleSettingsSchema.parse({});

export const settingsSchema = z.strictObject({
  version: z.literal(1).default(1),
  tenant: tenantSettingsSchema,
  domain: domainSettingsSchema,
  newUsers: newUserSettingsSchema.prefault({}),
  guard: guardSettingsSchema.prefault({}),
  schedule: scheduleSettingsSchema.prefault({}),
});
export type Settings = z.infer<typeof settingsSchema>;
