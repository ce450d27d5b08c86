import { chmodSync, closeSync, mkdirSync, openSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Secret } from '../../../agent-core/contract/secret.ts';
import { createSecretFiles } from '../../../agent-core/storage/secret-files.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

function secretFolder() {
  const dir = temporaryFolder();
  const secrets = createSecretFiles(dir);
  const reveal = (name: string) => {
    const read = secrets.read(name);
    return read.ok ? (read.value?.reveal() ?? null) : read.problem.code;
  };
  return { dir, secrets, reveal };
}

test('a secret is read as it was written, whatever it holds', () => {
  const { secrets, reveal } = secretFolder();
  for (const value of ['correct horse', '', 'two\nlines\n', 'ünïcode 名 \u0000']) {
    expect(secrets.write('password', new Secret(value))).toEqual({ ok: true, value: undefined });
    expect(reveal('password')).toBe(value);
  }
});

test('a secret that was never written is null', () => {
  expect(secretFolder().reveal('password')).toBeNull();
});

test('a secret can be read by the account of the agent alone', () => {
  const { dir, secrets } = secretFolder();
  const umask = process.umask(0);
  try {
    secrets.write('password', new Secret('x'));
  } finally {
    process.umask(umask);
  }
  expect(statSync(join(dir, 'password')).mode & 0o777).toBe(0o600);
});

describe('a secret is replaced in one step', () => {
  test('so that no half of it is ever under its name', () => {
    const { dir, secrets } = secretFolder();
    secrets.write('password', new Secret('old'));
    const before = statSync(join(dir, 'password')).ino;
    secrets.write('password', new Secret('new'));
    expect(statSync(join(dir, 'password')).ino).not.toBe(before);
    expect(readdirSync(dir)).toEqual(['password']);
  });

  test('so that one which cannot be written leaves the old one', () => {
    const { dir, secrets, reveal } = secretFolder();
    secrets.write('password', new Secret('old'));
    mkdirSync(join(dir, 'password.new'));
    const written = secrets.write('password', new Secret('correct horse'));
    expect(written).toMatchObject({
      ok: false,
      problem: { code: 'data.write-failed', detail: 'password: ERR_FS_EISDIR' },
    });
    expect(JSON.stringify(written)).not.toContain('horse');
    expect(reveal('password')).toBe('old');
  });

  test('also over the remains of a write that a crash cut off', () => {
    const { dir, secrets, reveal } = secretFolder();
    writeFileSync(join(dir, 'password.new'), 'much longer remains than the secret');
    chmodSync(join(dir, 'password.new'), 0o600);
    secrets.write('password', new Secret('new'));
    expect(reveal('password')).toBe('new');
  });
});

test('a secret that cannot be read is a problem, not an absence', () => {
  const { dir, secrets } = secretFolder();
  mkdirSync(join(dir, 'password'));
  expect(secrets.read('password')).toMatchObject({
    ok: false,
    problem: { code: 'secret.unreadable', detail: 'password: EISDIR' },
  });
});

test('a secret that is set aside is kept unchanged; one that is not there is a problem', () => {
  const { dir, secrets } = secretFolder();
  writeFileSync(join(dir, 'password'), 'half of it');
  expect(secrets.setAside('password', '2026-03-02T08:00:00.000Z').ok).toBe(true);
  expect(secrets.read('password')).toEqual({ ok: true, value: null });
  expect(readFileSync(join(dir, 'password.damaged-20260302080000000'), 'utf8')).toBe('half of it');
  expect(secrets.setAside('password', 'now')).toMatchObject({
    problem: { code: 'data.write-failed', detail: 'password: ENOENT' },
  });
});

test('only the secret named is kept among those with its prefix', () => {
  const { dir, secrets } = secretFolder();
  for (const name of ['password-1', 'password-2', 'password-3', 'credential']) secrets.write(name, new Secret(name));
  secrets.keepOnly('password-', ['password-2']);
  expect(readdirSync(dir).toSorted()).toEqual(['credential', 'password-2']);
  expect(readFileSync(join(dir, 'password-2'), 'utf8')).toBe('password-2');
});

test('a file that somebody planted where the secret is written first never receives it', () => {
  const { dir, secrets, reveal } = secretFolder();
  const planted = join(dir, 'password.new');
  writeFileSync(planted, '', { mode: 0o666 });
  chmodSync(planted, 0o666);
  const reader = openSync(planted, 'r');
  secrets.write('password', new Secret('correct horse'));
  expect(readFileSync(reader, 'utf8')).toBe('');
  closeSync(reader);
  expect(statSync(join(dir, 'password')).mode & 0o777).toBe(0o600);
  expect(reveal('password')).toBe('correct horse');
});
