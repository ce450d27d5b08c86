/** The whole tenant as plain data: what is seeded, saved, loaded and compared. */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { seededRoles } from './directory-roles.ts';
import { seededApplications, seededServicePrincipals } from './seed-objects.ts';

/** Whatever JSON can say: the tenant's property tables decide what a property may hold. */
export type PropertyValue =
  | string
  | number
  | boolean
  | null
  | readonly PropertyValue[]
  | { readonly [name: string]: PropertyValue };

/** The values of a stored object by their names in Graph; what was never written is left out. */
export type ObjectRecord = { readonly id: string } & { readonly [name: string]: PropertyValue };
export type UserRecord = ObjectRecord & { readonly userPrincipalName: string };

/** Taken as it is and not copied: a tenant may have a hundred thousand of them. */
export const objectSchema = z.custom<ObjectRecord>(
  (value) => hasTexts(value, ['id']),
  'it is not an object with an id',
);
export const userSchema = z.custom<UserRecord>(
  (value) => hasTexts(value, ['id', 'userPrincipalName']),
  'it is not a user with an id and a userPrincipalName',
);

export const objectKinds = ['user', 'group', 'contact', 'application', 'servicePrincipal', 'directoryRole'] as const;

export const deletedSchema = z.object({ kind: z.enum(objectKinds), object: objectSchema }).readonly();

const idListsSchema = z.array(z.tuple([z.string(), z.array(z.string()).readonly()]).readonly()).readonly();

/** Links by their source, and the sources that a deleted object will be linked from again when it is restored. */
const linkSnapshotSchema = z.object({ links: idListsSchema, suspended: idListsSchema }).readonly();
export const noLinks = { links: [], suspended: [] };

export const verifiedDomainSchema = z
  .strictObject({
    capabilities: z.string(),
    isDefault: z.boolean(),
    isInitial: z.boolean(),
    name: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i),
    type: z.string(),
  })
  .readonly();

const organizationSchema = z
  .strictObject({
    id: z.string(),
    displayName: z.string(),
    createdDateTime: z.string(),
    onPremisesSyncEnabled: z.boolean().nullable(),
    verifiedDomains: z.array(verifiedDomainSchema).readonly(),
  })
  .readonly();

const keyCredentialSchema = z
  .strictObject({
    keyId: z.string(),
    displayName: z.string(),
    certificatePem: z.string().refine(isCertificate, 'it is not a certificate'),
    /** Upper-case hexadecimal without separators, as in the portal and in AADSTS700027. */
    thumbprintSha1: z.string(),
    thumbprintSha256: z.string(),
    startDateTime: z.string(),
    endDateTime: z.string(),
  })
  .readonly();

const applicationSchema = z
  .strictObject({
    appId: z.string(),
    objectId: z.string(),
    servicePrincipalId: z.string(),
    displayName: z.string(),
    /** Values of the Graph application permissions granted to the service principal. */
    roles: z.array(z.string()).readonly(),
    keyCredentials: z.array(keyCredentialSchema).readonly(),
  })
  .readonly();

const extensionPropertySchema = z
  .strictObject({
    id: z.string(),
    applicationId: z.string(),
    appDisplayName: z.string(),
    /** The whole name: `extension_`, the application's id without dashes, and the name that was asked for. */
    name: z.string(),
    dataType: z.enum(['String', 'Boolean', 'DateTime', 'Integer']),
    isMultiValued: z.boolean(),
    targetObjects: z.array(z.string()).readonly(),
  })
  .readonly();

const consentSchema = z
  .strictObject({
    appId: z.string(),
    /** Null when an administrator consented for everybody. */
    userId: z.string().nullable(),
    /** Delegated permissions of Graph. */
    scopes: z.array(z.string()).readonly(),
  })
  .readonly();

const snapshotShape = z.strictObject({
  version: z.literal(1),
  organization: organizationSchema,
  applications: z.array(applicationSchema).readonly(),
  users: z.array(userSchema).readonly(),
  groups: z.array(objectSchema).readonly().default([]),
  contacts: z.array(objectSchema).readonly().default([]),
  /** What Graph shows of applications; their certificates and permissions are in `applications`. */
  applicationObjects: z.array(objectSchema).readonly().default(seededApplications),
  servicePrincipals: z.array(objectSchema).readonly().default(seededServicePrincipals),
  consents: z.array(consentSchema).readonly().default([]),
  extensionProperties: z.array(extensionPropertySchema).readonly().default([]),
  directoryRoles: z.array(objectSchema).readonly().default(seededRoles),
  deleted: z.array(deletedSchema).readonly().default([]),
  members: linkSnapshotSchema.default(noLinks),
  owners: linkSnapshotSchema.default(noLinks),
  managers: linkSnapshotSchema.default(noLinks),
  /** The private key that signs access tokens, so that tokens survive a restart as they do in a real tenant. */
  signingKeyPem: z.string().refine(isPrivateKey, 'it is not a private key'),
});

export const snapshotSchema = snapshotShape.readonly();

/** What the lab door shows and a person may keep: everything but the key. */
export const shownStateSchema = snapshotShape
  .omit({ version: true, signingKeyPem: true })
  .extend({ tenantId: z.string() })
  .readonly();

export type ObjectKind = (typeof objectKinds)[number];
export type LinkSnapshot = z.infer<typeof linkSnapshotSchema>;
export type VerifiedDomain = z.infer<typeof verifiedDomainSchema>;
export type Organization = z.infer<typeof organizationSchema>;
export type KeyCredential = z.infer<typeof keyCredentialSchema>;
export type Application = z.infer<typeof applicationSchema>;
export type Consent = z.infer<typeof consentSchema>;
export type ExtensionProperty = z.infer<typeof extensionPropertySchema>;
export type Snapshot = z.infer<typeof snapshotSchema>;

function hasTexts(value: unknown, names: readonly string[]): boolean {
  return (
    typeof value === 'object' && value !== null && names.every((name) => typeof Reflect.get(value, name) === 'string')
  );
}

function isPrivateKey(pem: string): boolean {
  return isReadable(() => createPrivateKey(pem));
}

function isCertificate(pem: string): boolean {
  return isReadable(() => new X509Certificate(pem));
}

function isReadable(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}
