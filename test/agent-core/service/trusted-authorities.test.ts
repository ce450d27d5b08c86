import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { createTrust } from '../../../agent-core/service/trusted-authorities.ts';
import { makeServerCertificate } from '../../lab/tenant/testing/certificates.ts';

test('who is trusted besides the public authorities is trusted in that one place, and prepared once', async () => {
  const { caPem, certificatePem, privateKeyPem } = await makeServerCertificate();
  const server = createServer({ cert: certificatePem, key: privateKeyPem }).listen(0, '127.0.0.1');
  server.on('tlsClientError', () => undefined);
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const trust = createTrust();
  const reach = async (own: string | null) => {
    const socket = connect({ host: '127.0.0.1', port, secureContext: trust(own) });
    onTestFinished(() => void socket.destroy());
    const [error] = await Promise.race([once(socket, 'secureConnect'), once(socket, 'error')]).catch((one) => [one]);
    return error?.code ?? 'reached';
  };

  expect(await reach(caPem)).toBe('reached');
  expect(await reach(null)).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
  expect(trust(caPem)).toBe(trust(caPem));
  expect(trust(caPem)).not.toBe(trust(null));
});
