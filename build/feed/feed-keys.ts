/** The pair of keys of a feed. The private one belongs to whoever releases, and is never in the project. */
import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';

export interface FeedKeys {
  readonly privateKey: KeyObject;
  /** As BRIDGEHEAD_UPDATE_KEY pins it in a build. */
  readonly pinned: string;
}

export function makeFeedKeys(): FeedKeys {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { privateKey, pinned: pinnedFormOf(publicKey) };
}

/** @param pem PKCS #8. Throws when it is no Ed25519 key. */
export function readPrivateKey(pem: string): KeyObject {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== 'ed25519') throw new TypeError('the private key is no Ed25519 key');
  return key;
}

function pinnedFormOf(publicKey: KeyObject): string {
  const { x } = publicKey.export({ format: 'jwk' });
  return Buffer.from(x ?? '', 'base64url').toString('base64');
}
