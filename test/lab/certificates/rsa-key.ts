/** The one kind of key the lab uses: RSA of 2048 bits, which Samba, MSAL and every TLS library accept, and which is made in a moment. */
import type { webcrypto } from 'node:crypto';
import { PemConverter } from '@peculiar/x509';

const rsaSigning = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;

export async function generateRsaKeyPair(): Promise<webcrypto.CryptoKeyPair> {
  const algorithm = { ...rsaSigning, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) };
  return await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

export async function privateKeyPem(key: webcrypto.CryptoKey): Promise<string> {
  return PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), PemConverter.PrivateKeyTag);
}

export async function importPrivateKey(pem: string): Promise<webcrypto.CryptoKey> {
  return await crypto.subtle.importKey('pkcs8', PemConverter.decodeFirst(pem), rsaSigning, false, ['sign']);
}
