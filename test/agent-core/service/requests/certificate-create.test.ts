import { expect, test, vi } from 'vitest';
import { Secret } from '../../../../agent-core/contract/secret.ts';
import { createCredentialStore } from '../../../../agent-core/service/credential-store.ts';
import { createCertificate } from '../../../../agent-core/service/requests/certificate-create.ts';
import { memorySecrets } from '../../../builders/memory-stores.ts';

function parts(now = '2026-03-02T08:00:00.000Z') {
  const secrets = memorySecrets();
  let time = now;
  const clock = { now: () => time, monotonicMs: () => 0 };
  let made = 0;
  const createCredential = vi.fn(async () => {
    made += 1;
    return { certificatePem: `certificate ${made}`, privateKeyPem: new Secret('correct horse') };
  });
  const describeCertificate = (pem: string) => ({
    thumbprintSha256: `of ${pem}`,
    notBefore: '2026-03-02T08:00:00.000Z',
    notAfter: '2027-03-02T08:00:00.000Z',
  });
  const credentials = createCredentialStore(secrets);
  const pairing = { forget: vi.fn() };
  const status = { report: vi.fn() };
  const ask = async () =>
    createCertificate({ credentials, clock, createCredential, describeCertificate, pairing, status })(
      {},
      new AbortController().signal,
    );
  return {
    pairing,
    status,
    passTo: (later: string) => {
      time = later;
    },
    secrets,
    createCredential,
    ask,
  };
}

const first = {
  ok: true,
  value: {
    certificatePem: 'certificate 1',
    thumbprintSha256: 'of certificate 1',
    notAfter: '2027-03-02T08:00:00.000Z',
    replacesDamaged: false,
  },
};

test('a certificate is made once and shown as often as it is asked for, without its key', async () => {
  const { ask, createCredential } = parts();
  expect(await ask()).toEqual(first);
  expect(await ask()).toEqual(first);
  expect(createCredential).toHaveBeenCalledOnce();
  expect(JSON.stringify(await ask())).not.toContain('horse');
});

test('one that has expired is replaced, since no tenant would take it any more', async () => {
  const { ask, passTo } = parts();
  expect(await ask()).toEqual(first);
  passTo('2027-03-02T08:00:00.001Z');
  expect(await ask()).toMatchObject({ ok: true, value: { certificatePem: 'certificate 2' } });
});

test('a damaged one is set aside and replaced, and whoever asked learns that it must be registered anew', async () => {
  const { ask, secrets, pairing, status } = parts();
  secrets.write('tenant-credential', new Secret('{"certificatePem": "half of'));
  expect(await ask()).toEqual({ ok: true, value: { ...first.value, replacesDamaged: true } });
  expect(secrets.setAsideNames).toEqual(['tenant-credential']);
  expect(pairing.forget).toHaveBeenCalledOnce();
  expect(status.report).toHaveBeenLastCalledWith('certificate', null);
  expect(await ask()).toEqual(first);
});

test('two who ask at the same time are shown the same one: nobody registers a certificate that is replaced', async () => {
  const { ask } = parts();
  expect(await Promise.all([ask(), ask()])).toEqual([first, first]);
  expect(await ask()).toEqual(first);
});

test('one that cannot be read or stored is a problem, and none is made in place of an unreadable one', async () => {
  const unreadable = parts();
  unreadable.secrets.refuse('credential', 'read');
  expect(await unreadable.ask()).toMatchObject({ ok: false, problem: { code: 'secret.unreadable' } });
  expect(unreadable.createCredential).not.toHaveBeenCalled();
  const unwritable = parts();
  unwritable.secrets.refuse('credential', 'write');
  expect(await unwritable.ask()).toMatchObject({ ok: false, problem: { code: 'data.write-failed' } });
});
