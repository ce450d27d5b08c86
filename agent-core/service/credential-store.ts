/** Keeps the agent's key and certificate, and those that follow them, together in one secret, so that they never get out of step. */
import { z } from 'zod';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import { Secret } from '../contract/secret.ts';
import type { SecretStore } from '../storage/secret-files.ts';
import type { TenantCredential } from './sides.ts';

const secretName = 'tenant-credential';
const credentialSchema = z.object({ certificatePem: z.string(), privateKeyPem: z.string() });
const storedSchema = credentialSchema.extend({
  keyId: z.string().nullable().default(null),
  next: credentialSchema.extend({ keyId: z.string().nullable() }).nullable().default(null),
  retiredKeyId: z.string().nullable().default(null),
});

/** A credential, and the id of its key in the tenant; null until the tenant has told. */
export interface RegisteredCredential extends TenantCredential {
  readonly keyId: string | null;
}

/**
 *   current --time for a new one--> current + next --next has signed in--> next becomes current, the old key retires
 *                                                                          and is removed from the tenant
 */
export interface StoredCredentials {
  readonly current: RegisteredCredential;
  readonly next: RegisteredCredential | null;
  /** Of a key that nobody uses any more and that the tenant still takes. */
  readonly retiredKeyId: string | null;
}

export interface CredentialStore {
  /** The one in use; null before the first certificate was made. Problems: certificate.damaged, secret.unreadable. */
  read(): Result<TenantCredential | null>;
  /** Replaces all that was stored. */
  write(credential: TenantCredential): Result<void>;
  readAll(): Result<StoredCredentials | null>;
  /** In one step: a crash leaves the old or the new state. */
  writeAll(credentials: StoredCredentials): Result<void>;
  /** Makes room for a new one. @param now ISO 8601 */
  setAside(now: string): Result<void>;
}

export function createCredentialStore(secrets: SecretStore): CredentialStore {
  const readAll = (): Result<StoredCredentials | null> => {
    const secret = secrets.read(secretName);
    if (!secret.ok || secret.value === null) return secret.ok ? succeed(null) : secret;
    const stored = parseStored(secret.value);
    return stored === null ? fail(problem('certificate.damaged', `secrets/${secretName}`)) : succeed(stored);
  };
  const writeAll = ({ current, next, retiredKeyId }: StoredCredentials) => {
    const stored = { ...revealed(current), next: next === null ? null : revealed(next), retiredKeyId };
    return secrets.write(secretName, new Secret(JSON.stringify(stored)));
  };
  return {
    read: () => {
      const all = readAll();
      if (!all.ok || all.value === null) return all.ok ? succeed(null) : all;
      const { certificatePem, privateKeyPem } = all.value.current;
      return succeed({ certificatePem, privateKeyPem });
    },
    write: (credential) => writeAll({ current: { ...credential, keyId: null }, next: null, retiredKeyId: null }),
    readAll,
    writeAll,
    setAside: (now) => secrets.setAside(secretName, now),
  };
}

const revealed = ({ certificatePem, privateKeyPem, keyId }: RegisteredCredential) => ({
  certificatePem,
  privateKeyPem: privateKeyPem.reveal(),
  keyId,
});

function parseStored(secret: Secret): StoredCredentials | null {
  try {
    const { next, retiredKeyId, ...current } = storedSchema.parse(JSON.parse(secret.reveal()));
    return { current: hidden(current), next: next === null ? null : hidden(next), retiredKeyId };
  } catch {
    return null;
  }
}

const hidden = ({ certificatePem, privateKeyPem, keyId }: StoredKey): RegisteredCredential => ({
  certificatePem,
  privateKeyPem: new Secret(privateKeyPem),
  keyId,
});

interface StoredKey {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
  readonly keyId: string | null;
}
