/** The key whose signature a feed needs: Ed25519 (RFC 8032), as 32 bytes in base64. */
import { createPublicKey, type KeyObject, verify } from 'node:crypto';

const keyBytes = 32;
const signatureBytes = 64;

/** Throws when it is none: a build with a key that is none must not come to be. */
export function publicKeyOf(base64: string): KeyObject {
  const raw = Buffer.from(base64, 'base64');
  if (raw.length !== keyBytes) throw new TypeError(`an Ed25519 public key has ${keyBytes} bytes, not ${raw.length}`);
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') }, format: 'jwk' });
}

/** @param signature in base64, as the file beside the feed holds it */
export function isSignedBy(key: KeyObject, bytes: Uint8Array, signature: string): boolean {
  const raw = Buffer.from(signature.trim(), 'base64');
  return raw.length === signatureBytes && verify(null, bytes, key, raw);
}
