/**
 * Secrets that the system encrypts before they are written. The key belongs to this computer and not to one account of it: the agent is
 * set up as one account and may run as another one afterwards, such as a managed account, and must read its key then. What keeps other
 * accounts of the computer out is the access list of the folder, and the random bytes beside the secrets that are needed besides.
 */
import { randomBytes } from 'node:crypto';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import { Secret } from '../contract/secret.ts';
import type { SecretStore } from './secret-files.ts';

/** Both throw when the system refuses. */
export interface DataProtection {
  protect(data: Buffer, entropy: Buffer): Buffer;
  unprotect(data: Buffer, entropy: Buffer): Buffer;
}

/** Begins what is protected, so that nothing else is taken for it. */
const mark = 'dpapi-machine:';
const entropyName = 'entropy';

/** @param load is called with the first secret */
export function protectSecrets(files: SecretStore, load: () => DataProtection): SecretStore {
  let loaded: DataProtection | null = null;
  const protection = () => {
    loaded ??= load();
    return loaded;
  };
  const readEntropy = (): Result<Buffer> => {
    const kept = files.read(entropyName);
    if (!kept.ok) return kept;
    if (kept.value !== null) return succeed(Buffer.from(kept.value.reveal(), 'base64'));
    const made = randomBytes(32);
    const written = files.write(entropyName, new Secret(made.toString('base64')));
    return written.ok ? succeed(made) : written;
  };
  return {
    ...files,
    read: (name) => {
      const file = files.read(name);
      if (!file.ok || file.value === null) return file;
      const text = file.value.reveal();
      if (!text.startsWith(mark))
        return fail(problem('secret.unreadable', `${name} is not protected by this computer`));
      const entropy = readEntropy();
      if (!entropy.ok) return entropy;
      try {
        const data = protection().unprotect(Buffer.from(text.slice(mark.length), 'base64'), entropy.value);
        return succeed(new Secret(data.toString('utf8')));
      } catch {
        return fail(problem('secret.unreadable', `${name} was protected by another computer, or is damaged`));
      }
    },
    write: (name, secret) => {
      const entropy = readEntropy();
      if (!entropy.ok) return entropy;
      try {
        const data = protection().protect(Buffer.from(secret.reveal()), entropy.value);
        return files.write(name, new Secret(`${mark}${data.toString('base64')}`));
      } catch {
        return fail(problem('data.write-failed', `${name}: Windows does not protect it`));
      }
    },
  };
}
