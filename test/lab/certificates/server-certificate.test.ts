import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createServer, type Server } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLabAuthority, type LabAuthority } from './lab-authority.ts';
import { ensureServerCertificate, issueServerCertificate } from './server-certificate.ts';

const names = { commonName: 'dc1.contoso.test', dnsNames: ['dc1.contoso.test'], ipAddresses: ['127.0.0.1'] };

let dir: string;
let authority: LabAuthority;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lab-certificates-'));
  authority = await createLabAuthority(join(dir, 'authority'));
});
afterAll(async () => await rm(dir, { recursive: true, force: true }));

describe('the authority', () => {
  test('is made once and then loaded', async () => {
    expect(await createLabAuthority(join(dir, 'authority'))).toStrictEqual(authority);
  });

  test('keeps its key from everybody else', async () => {
    expect((await stat(join(dir, 'authority', 'ca.key'))).mode & 0o777).toBe(0o600);
  });

  test('is refused when its key is not its own', async () => {
    const damagedDir = join(dir, 'damaged');
    await createLabAuthority(damagedDir);
    await writeFile(join(damagedDir, 'ca.key'), authority.privateKeyPem);
    await expect(createLabAuthority(damagedDir)).rejects.toThrow('its key is not its own');
  });
});

describe('a server certificate', () => {
  let server: Server;

  beforeAll(async () => {
    const issued = await issueServerCertificate(authority, names);
    server = createServer({ key: issued.privateKeyPem, cert: issued.certificatePem }, (socket) => socket.end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => void server.close());

  const handshake = async (options: { readonly ca: string; readonly servername: string }): Promise<string> =>
    await new Promise((resolve) => {
      const { port } = server.address() as AddressInfo;
      const socket = connect({ host: '127.0.0.1', port, ...options }, () => {
        socket.end();
        resolve('trusted');
      });
      socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    });

  test('is trusted by whoever trusts the authority and asks for its name', async () => {
    expect(await handshake({ ca: authority.certificatePem, servername: 'dc1.contoso.test' })).toBe('trusted');
  });

  test('is refused under another name', async () => {
    expect(await handshake({ ca: authority.certificatePem, servername: 'dc2.contoso.test' })).toBe(
      'ERR_TLS_CERT_ALTNAME_INVALID',
    );
  });

  test('is refused by whoever trusts another authority', async () => {
    const other = await createLabAuthority(join(dir, 'other'));
    expect(await handshake({ ca: other.certificatePem, servername: 'dc1.contoso.test' })).toBe(
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    );
  });

  test('is kept while it fits and made anew for another address or after damage', async () => {
    const files = { certificatePath: join(dir, 'kept.pem'), privateKeyPath: join(dir, 'kept.key') };
    const certificateFor = async (ipAddresses: readonly string[]) => {
      await ensureServerCertificate(authority, { ...names, ipAddresses }, files);
      return await readFile(files.certificatePath, 'utf8');
    };
    const first = await certificateFor(['127.0.0.1']);
    expect(await certificateFor(['127.0.0.1'])).toBe(first);
    const moved = await certificateFor(['127.0.0.5']);
    expect(moved).not.toBe(first);
    await writeFile(files.certificatePath, 'rubbish');
    expect(await certificateFor(['127.0.0.5'])).toContain('BEGIN CERTIFICATE');
  });
});
