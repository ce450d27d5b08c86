import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Secret } from '../../../agent-core/contract/secret.ts';
import { createPlatformSecrets } from '../../../agent-core/storage/platform-secrets.ts';
import { type DataProtection, protectSecrets } from '../../../agent-core/storage/protected-secrets.ts';
import { createSecretFiles } from '../../../agent-core/storage/secret-files.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

/** A computer with a key of its own, as Windows has one: it takes the same entropy to read again. */
function computer(key: string): DataProtection {
  const keyOf = (entropy: Buffer) => createHash('sha256').update(key).update(entropy).digest();
  const nonce = Buffer.alloc(12);
  return {
    protect: (data, entropy) => {
      const cipher = createCipheriv('aes-256-gcm', keyOf(entropy), nonce);
      return Buffer.concat([cipher.update(data), cipher.final(), cipher.getAuthTag()]);
    },
    unprotect: (data, entropy) => {
      const decipher = createDecipheriv('aes-256-gcm', keyOf(entropy), nonce);
      decipher.setAuthTag(data.subarray(-16));
      return Buffer.concat([decipher.update(data.subarray(0, -16)), decipher.final()]);
    },
  };
}

const storeIn = (dir: string, key = 'this computer') => protectSecrets(createSecretFiles(dir), () => computer(key));

test('a secret is read as it was written, by whichever account runs the agent, and stands nowhere as it is', () => {
  const dir = temporaryFolder();
  expect(storeIn(dir).write('domain-password-1', new Secret('corréct horse')).ok).toBe(true);
  const read = storeIn(dir).read('domain-password-1');
  expect(read.ok ? read.value?.reveal() : null).toBe('corréct horse');
  const written = readdirSync(dir).map((name) => readFileSync(join(dir, name), 'utf8'));
  expect(written).toHaveLength(2);
  expect(written.join()).not.toMatch(/horse|aG9yc2/);
  expect(storeIn(dir).read('domain-password-2')).toEqual({ ok: true, value: null });
});

test('another computer, other entropy, a damaged file and one that was never protected are told apart from no secret', () => {
  const unreadable = { ok: false, problem: { code: 'secret.unreadable' } };
  const dir = temporaryFolder();
  storeIn(dir).write('key', new Secret('x'));
  expect(storeIn(dir, 'another computer').read('key')).toMatchObject(unreadable);
  writeFileSync(join(dir, 'plain'), 'x');
  expect(storeIn(dir).read('plain')).toMatchObject(unreadable);
  writeFileSync(join(dir, 'entropy'), Buffer.alloc(32).toString('base64'));
  expect(storeIn(dir).read('key')).toMatchObject(unreadable);
});

test('only Windows has such protection: elsewhere a secret is a file of the agent alone', () => {
  const [linux, windows] = [temporaryFolder(), temporaryFolder()];
  createPlatformSecrets(linux, 'linux').write('key', new Secret('x'));
  expect(readFileSync(join(linux, 'key'), 'utf8')).toBe('x');
  // Here there is no crypt32.dll, and nothing is written unprotected.
  expect(createPlatformSecrets(windows, 'win32').write('key', new Secret('x')).ok).toBe(false);
  expect(readdirSync(windows)).toEqual(['entropy']);
});

test('what Windows does not protect is not written', () => {
  const dir = temporaryFolder();
  const store = protectSecrets(createSecretFiles(dir), () => {
    throw new Error('crypt32.dll is not there');
  });
  expect(store.write('key', new Secret('x'))).toMatchObject({ ok: false, problem: { code: 'data.write-failed' } });
  expect(readdirSync(dir)).toEqual(['entropy']);
});

test('all secrets are removed together, and the next one begins anew', () => {
  const dir = temporaryFolder();
  const store = storeIn(dir);
  store.write('key', new Secret('x'));
  store.removeAll();
  expect(readdirSync(dir)).toEqual([]);
  store.write('key', new Secret('y'));
  expect(storeIn(dir).read('key').ok).toBe(true);
});
