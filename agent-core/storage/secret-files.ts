/**
 * Secrets of the agent, where the operating system offers a service account no vault of its own: one file each, in a folder that
 * only the agent's account and root may enter. (On Windows the same port is served by DPAPI.)
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { errorCodeOf } from '../contract/error-code.ts';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import { Secret } from '../contract/secret.ts';

export interface SecretStore {
  /** Null when there is none. Problem: secret.unreadable. */
  read(name: string): Result<Secret | null>;
  /** Replaces in one step: a crash leaves the old or the new secret. Problem: data.write-failed. */
  write(name: string, secret: Secret): Result<void>;
  /** Moves a secret out of the way, unchanged. Problem: data.write-failed. @param now ISO 8601, names what is set aside */
  setAside(name: string, now: string): Result<void>;
  /** Removes the secrets that start with `prefix`, but for those named. */
  keepOnly(prefix: string, names: readonly string[]): void;
  /** Removes every secret, also those that were set aside. */
  removeAll(): void;
}

export function createSecretFiles(secretsDir: string): SecretStore {
  return {
    read: (name) => {
      const path = join(secretsDir, name);
      try {
        return succeed(existsSync(path) ? new Secret(readFileSync(path, 'utf8')) : null);
      } catch (error) {
        return fail(problem('secret.unreadable', `${name}: ${errorCodeOf(error)}`));
      }
    },
    write: (name, secret) => {
      try {
        replaceFile(join(secretsDir, name), secret.reveal());
        return succeed(undefined);
      } catch (error) {
        return fail(problem('data.write-failed', `${name}: ${errorCodeOf(error)}`));
      }
    },
    setAside: (name, now) => {
      try {
        renameSync(join(secretsDir, name), join(secretsDir, `${name}.damaged-${now.replaceAll(/[^0-9]/g, '')}`));
        return succeed(undefined);
      } catch (error) {
        return fail(problem('data.write-failed', `${name}: ${errorCodeOf(error)}`));
      }
    },
    removeAll: () => {
      for (const name of readdirSync(secretsDir)) rmSync(join(secretsDir, name), { force: true });
    },
    keepOnly: (prefix, names) => {
      const others = readdirSync(secretsDir).filter((found) => found.startsWith(prefix) && !names.includes(found));
      for (const other of others) rmSync(join(secretsDir, other));
    },
  };
}

function replaceFile(path: string, content: string): void {
  rmSync(`${path}.new`, { force: true });
  // Exclusively: whatever somebody else put there in between is not written to.
  const file = openSync(`${path}.new`, 'wx', 0o600);
  try {
    writeFileSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(`${path}.new`, path);
}
