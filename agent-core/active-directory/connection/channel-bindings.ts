/** Binds a sign-in to the TLS connection that carries it, by the certificate of the controller (tls-server-end-point, RFC 5929, 4). */
import { createHash } from 'node:crypto';
import type { TLSSocket } from 'node:tls';

/** Throws when the connection has no certificate, which no connection of ours can be without. */
export function channelBindingsOf(socket: TLSSocket): Buffer {
  const certificate = socket.getPeerX509Certificate();
  if (certificate === undefined) throw new Error('the controller has shown no certificate');
  return endPointBindings(certificate.raw, certificate.signatureAlgorithm ?? '');
}

/** The hash is the one that the certificate is signed with, but never a weaker one than SHA-256 (RFC 5929, 4.1). */
export function endPointBindings(certificate: Buffer, signatureAlgorithm: string): Buffer {
  const [, strength = '256'] = /sha(384|512)/i.exec(signatureAlgorithm) ?? [];
  const hash = createHash(`sha${strength}`).update(certificate).digest();
  return Buffer.concat([Buffer.from('tls-server-end-point:'), hash]);
}
