/** Reads what a client wants to write to an application, its certificates apart from everything else. */
import { z } from 'zod';
import { keyCredentialOf, readCertificate } from '../state/application-store.ts';
import type { KeyCredential, ObjectRecord } from '../state/snapshot.ts';
import { applicationProperties } from './application-properties.ts';
import { accept, type Checked, graphRefusals, refuse } from './graph-refusal.ts';
import type { Payload } from './graph-route.ts';
import { type ChangedValues, missingProperty, readChangedValues, type WriteKind } from './property-change.ts';

export interface ApplicationChange {
  readonly values: ChangedValues;
  /** All the certificates the application shall have; undefined when they stay. */
  readonly keys: readonly KeyCredential[] | undefined;
}

export function readApplicationChange(
  payload: Payload,
  kind: WriteKind,
  known: readonly KeyCredential[],
): Checked<ApplicationChange> {
  const { keyCredentials, requiredResourceAccess, servicePrincipalLockConfiguration, publicClient, web, ...simple } =
    payload;
  const values = readChangedValues(simple, { table: applicationProperties, resource: 'Application', kind });
  if (!values.ok) return values;
  const missing = kind === 'create' ? missingProperty(payload, applicationProperties) : undefined;
  if (missing !== undefined) return refuse(graphRefusals.propertyRequired(missing.name));
  const complex = complexSchema.safeParse({
    requiredResourceAccess,
    servicePrincipalLockConfiguration,
    publicClient,
    web,
  });
  if (!complex.success) {
    return refuse(graphRefusals.propertyInvalid(String(complex.error.issues[0]?.path[0]), 'Application'));
  }
  const keys = keyCredentials === undefined ? accept(undefined) : readKeys(keyCredentials, known);
  if (!keys.ok) return keys;
  const given = Object.entries(complex.data).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return accept({ values: { ...values.value, ...Object.fromEntries(given) }, keys: keys.value });
}

/** What Graph shows of a certificate: everything but the certificate. */
export const shownKey = (key: KeyCredential): ObjectRecord[string] => ({
  customKeyIdentifier: key.thumbprintSha1,
  displayName: key.displayName,
  endDateTime: key.endDateTime,
  key: null,
  keyId: key.keyId,
  startDateTime: key.startDateTime,
  type: 'AsymmetricX509Cert',
  usage: 'Verify',
});

/** A new certificate as a client gives it. */
export function readKey(value: unknown): Checked<KeyCredential> {
  const given = keySchema.safeParse(value);
  if (!given.success) return refuse(graphRefusals.keyInvalid());
  const certificate = readCertificate(given.data.key);
  if (certificate === undefined) return refuse(graphRefusals.keyInvalid());
  const { keyId, displayName } = given.data;
  return accept(keyCredentialOf(certificate, { keyId, displayName: displayName ?? undefined }));
}

/** A list replaces the whole list: certificates that stay are named by their keyId, since nobody can read them back. */
function readKeys(value: unknown, known: readonly KeyCredential[]): Checked<readonly KeyCredential[]> {
  if (!Array.isArray(value)) return refuse(graphRefusals.typeMismatch('Collection(graph.keyCredential)'));
  const keys: KeyCredential[] = [];
  for (const given of value) {
    const kept = keptKeySchema.safeParse(given);
    const stays = kept.success ? known.find(({ keyId }) => keyId === kept.data.keyId) : undefined;
    const key = stays === undefined ? readKey(given) : accept(stays);
    if (!key.ok) return key;
    keys.push(key.value);
  }
  return accept(keys);
}

const keySchema = z.object({
  type: z.literal('AsymmetricX509Cert'),
  usage: z.literal('Verify'),
  key: z.string().max(64 * 1024),
  displayName: z.string().max(90).nullish(),
  keyId: z.guid().optional(),
  startDateTime: z.string().optional(),
  endDateTime: z.string().optional(),
});

const keptKeySchema = z.object({ keyId: z.string(), key: z.null().optional() });

const redirectsSchema = z.strictObject({ redirectUris: z.array(z.url()).default([]) });

const complexSchema = z.object({
  publicClient: redirectsSchema.optional(),
  web: redirectsSchema.optional(),
  requiredResourceAccess: z
    .array(
      z.strictObject({
        resourceAppId: z.guid(),
        resourceAccess: z.array(z.strictObject({ id: z.guid(), type: z.enum(['Role', 'Scope']) })),
      }),
    )
    .optional(),
  servicePrincipalLockConfiguration: z
    .strictObject({
      isEnabled: z.boolean(),
      allProperties: z.boolean().nullable().default(null),
      credentialsWithUsageSign: z.boolean().nullable().default(null),
      credentialsWithUsageVerify: z.boolean().nullable().default(null),
      tokenEncryptionKeyId: z.boolean().nullable().default(null),
    })
    .optional(),
});
