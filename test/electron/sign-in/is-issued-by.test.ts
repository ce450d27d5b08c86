import { expect, test } from 'vitest';
import { isIssuedBy } from '../../../electron/sign-in/is-issued-by.ts';
import { makeApplicationCertificate, makeServerCertificate } from '../../lab/tenant/testing/certificates.ts';

const now = new Date();
const [server, other, selfSigned] = await Promise.all([
  makeServerCertificate(),
  makeServerCertificate(),
  makeApplicationCertificate(),
]);
const presented = { data: server.certificatePem };

test.each(['localhost', '127.0.0.1'])('a server of the chosen authority is trusted as %s', (host) => {
  expect(isIssuedBy(server.caPem, presented, host, now)).toBe(true);
});

test('the authority may stand among others in the file', () => {
  expect(isIssuedBy(`${other.caPem}\n${server.caPem}`, presented, 'localhost', now)).toBe(true);
});

test('the chain that the server sends may lead to it', () => {
  const chain = { data: server.certificatePem, issuerCert: { data: server.caPem } };
  expect(isIssuedBy(server.caPem, chain, 'localhost', now)).toBe(true);
});

test.each([
  ['another authority', other.caPem, presented, 'localhost', now],
  ['another host', server.caPem, presented, 'login.contoso.com', now],
  ['another address', server.caPem, presented, '127.0.0.2', now],
  ['another time', server.caPem, presented, 'localhost', new Date('2199-01-01')],
  [
    'an authority that only the server names',
    other.caPem,
    { ...presented, issuerCert: { data: server.caPem } },
    'localhost',
    now,
  ],
  ['a certificate that vouches for itself', server.caPem, { data: selfSigned.certificatePem }, 'localhost', now],
  ['one that is no authority', server.certificatePem, presented, 'localhost', now],
  ['no authority', '', presented, 'localhost', now],
] as const)('%s is not trusted', (_what, authorities, certificate, host, time) => {
  expect(isIssuedBy(authorities, certificate, host, time)).toBe(false);
});
