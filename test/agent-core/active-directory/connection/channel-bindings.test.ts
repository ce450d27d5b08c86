import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { endPointBindings } from '../../../../agent-core/active-directory/connection/channel-bindings.ts';

const certificate = Buffer.from('a certificate in DER');

test.each([
  ['sha256WithRSAEncryption', 'sha256'],
  ['ecdsa-with-SHA384', 'sha384'],
  ['sha512WithRSAEncryption', 'sha512'],
  // MD5 and SHA-1 are replaced by SHA-256 (RFC 5929, 4.1).
  ['sha1WithRSAEncryption', 'sha256'],
  ['md5WithRSAEncryption', 'sha256'],
  ['', 'sha256'],
])('a certificate signed with %s is hashed with %s', (algorithm, hash) => {
  const digest = createHash(hash).update(certificate).digest();
  expect(endPointBindings(certificate, algorithm)).toEqual(
    Buffer.concat([Buffer.from('tls-server-end-point:'), digest]),
  );
});
