/** Keeps the agent's key and certificate together in one secret, so that they never get out of step. */
import { z } from 'zod';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import { Secret } from '../contract/secret.ts';
import type { SecretStore } from '../storage/secret-files.ts';
import type { TenantCredential } from './sides.ts';

const secretName = 'tenant-credential';
const storedSchema = z.object({ certificatePem: z.string(), privateKeyPem: z.string() });

export interface CredentialStore {
  /** Null before the first certificate was made. Problems: certificate.damaged, secret.unreadable. */
  read(): Result<TenantCredential | null>;
  write(credential: TenantCredential): Result<void>;
  /** Makes room for a new one. @param now ISO 8601 */
  setAside(now: string): Result<void>;
}

export function createCredentialStore(secrets: SecretStore): CredentialStore {
  return {
    read: () => {
      const secret = secrets.read(secretName);
      if (!secret.ok || secret.value === null) return secret.ok ? succeed(null) : secret;
      const stored = parseStored(secret.value);
      if (stored === null) return fail(problem('certificate.damaged', `secrets/${secretName}`));
      return succeed({ certificatePem: stored.certificatePem, privateKeyPem: new Secret(stored.privateKeyPem) });
    },
    write: ({ certificatePem, privateKeyPem }) =>
      secrets.write(secretName, new Secret(JSON.stringify({ certificatePem, privateKeyPem: privateKeyPem.reveal() }))),
    setAside: (now) => secrets.setAside(secretName, now),
  };
}

function parseStored(secret: Secret) {
  try {
    return storedSchema.parse(JSON.parse(secret.reveal()));
  } catch {
    return null;
  }
}
