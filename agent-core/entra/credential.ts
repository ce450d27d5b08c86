/** The key and certificate the agent signs in with. They are made here, inside the agent, and the private key never leaves it. */
import { webcrypto, X509Certificate } from 'node:crypto';
import { Secret } from '../contract/secret.ts';

export interface Credential {
  readonly certificatePem: string;
  readonly privateKeyPem: Secret;
}

/** Within the 6 to 12 months of rule R32. */
const lifetimeMs = 365 * 86_400_000;
/** The clock of the tenant may be behind ours. */
const clockSkewMs = 5 * 60_000;

/** @param nowMs the wall clock, milliseconds since 1970 */
export async function createCredential(nowMs: number): Promise<Credential> {
  const { KeyUsageFlags, KeyUsagesExtension, PemConverter, X509CertificateGenerator } = await loadCertificates();
  const keys = await webcrypto.subtle.generateKey(
    { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 3072, publicExponent: new Uint8Array([1, 0, 1]) },
    true,
    ['sign', 'verify'],
  );
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: [{ CN: ['Bridgehead agent'] }],
    notBefore: new Date(nowMs - clockSkewMs),
    notAfter: new Date(nowMs + lifetimeMs),
    keys,
    extensions: [new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true)],
  });
  const privateKey = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    certificatePem: PemConverter.encode(certificate.rawData, PemConverter.CertificateTag),
    privateKeyPem: new Secret(PemConverter.encode(privateKey, PemConverter.PrivateKeyTag)),
  };
}

/** Needed once a year. */
async function loadCertificates() {
  // @peculiar/x509 needs the metadata calls of Reflect before it loads.
  await import('reflect-metadata');
  return import('@peculiar/x509');
}

export interface CertificateDescription {
  readonly thumbprintSha256: string;
  /** ISO 8601. */
  readonly notBefore: string;
  readonly notAfter: string;
}

/** What an administrator needs to register the certificate and to recognise it later. */
export function describeCertificate(certificatePem: string): CertificateDescription {
  const certificate = new X509Certificate(certificatePem);
  return {
    thumbprintSha256: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    notBefore: certificate.validFromDate.toISOString(),
    notAfter: certificate.validToDate.toISOString(),
  };
}
