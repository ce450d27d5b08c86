/** Credentials for tests that need real ones. Making a key takes a second, so the first test that asks makes it for all others of its process. */
import { type Credential, createCredential } from '../../agent-core/entra/credential.ts';

const made = new Map<'first' | 'second' | 'third', Promise<Credential>>();

export function realCredential(which: 'first' | 'second' | 'third' = 'first'): Promise<Credential> {
  const credential = made.get(which) ?? createCredential(Date.now());
  made.set(which, credential);
  return credential;
}
