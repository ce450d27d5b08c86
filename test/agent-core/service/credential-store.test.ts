import { expect, test } from 'vitest';
import { Secret } from '../../../agent-core/contract/secret.ts';
import { createCredentialStore } from '../../../agent-core/service/credential-store.ts';
import { memorySecrets } from '../../builders/memory-stores.ts';

test('key and certificate are kept together in one secret', () => {
  const secrets = memorySecrets();
  const credentials = createCredentialStore(secrets);
  expect(credentials.read()).toEqual({ ok: true, value: null });
  credentials.write({ certificatePem: 'certificate', privateKeyPem: new Secret('key') });
  expect(secrets.names).toEqual(['tenant-credential']);
  const read = credentials.read();
  if (!read.ok || read.value === null) throw new Error('nothing was read');
  expect([read.value.certificatePem, read.value.privateKeyPem.reveal()]).toEqual(['certificate', 'key']);
});

test.each(['', 'no JSON', '{}', '{"certificatePem":"x"}', 'null'])(
  'a credential stored as %j is a problem that shows nothing of it',
  (stored) => {
    const secrets = memorySecrets();
    secrets.write('tenant-credential', new Secret(stored));
    expect(createCredentialStore(secrets).read()).toMatchObject({
      ok: false,
      problem: { code: 'certificate.damaged', detail: 'secrets/tenant-credential' },
    });
  },
);

test('a secret that cannot be read or written is handed on', () => {
  const secrets = memorySecrets();
  secrets.refuse('tenant', 'read');
  secrets.refuse('tenant', 'write');
  const credentials = createCredentialStore(secrets);
  expect(credentials.read()).toMatchObject({ ok: false, problem: { code: 'secret.unreadable' } });
  const credential = { certificatePem: 'certificate', privateKeyPem: new Secret('key') };
  expect(credentials.write(credential)).toMatchObject({ ok: false, problem: { code: 'data.write-failed' } });
});
