/** Certificates for tests: an authority with a server certificate, and self-signed ones for applications. */
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  cryptoProvider,
  SubjectAlternativeNameExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

cryptoProvider.set(webcrypto);

export interface CertificateWithKey {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
  /** Hexadecimal, as msal-node takes it. */
  readonly thumbprintSha256: string;
}

export interface ServerCertificate extends CertificateWithKey {
  readonly caPem: string;
}

const elliptic = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const rsa = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
} as const;
const dayMs = 24 * 60 * 60 * 1000;

export async function makeServerCertificate(): Promise<ServerCertificate> {
  const [authorityKeys, serverKeys] = await Promise.all([generateKeys(elliptic), generateKeys(elliptic)]);
  const authority = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=Lab test authority',
    keys: authorityKeys,
    signingAlgorithm: elliptic,
    ...lifetimeAround(new Date()),
    extensions: [new BasicConstraintsExtension(true, 1, true)],
  });
  const certificate = await X509CertificateGenerator.create({
    subject: 'CN=localhost',
    issuer: authority.subject,
    publicKey: serverKeys.publicKey,
    signingKey: authorityKeys.privateKey,
    signingAlgorithm: elliptic,
    ...lifetimeAround(new Date()),
    extensions: [
      new SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        { type: 'ip', value: '127.0.0.1' },
      ]),
    ],
  });
  return { ...(await withKey(certificate, serverKeys.privateKey)), caPem: authority.toString('pem') };
}

export interface ApplicationCertificateOptions {
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}

export async function makeApplicationCertificate(
  options: ApplicationCertificateOptions = {},
): Promise<CertificateWithKey> {
  const keys = await generateKeys(rsa);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=Bridgehead agent',
    keys,
    signingAlgorithm: rsa,
    ...lifetimeAround(new Date()),
    ...options,
  });
  return withKey(certificate, keys.privateKey);
}

const generateKeys = (algorithm: typeof elliptic | typeof rsa): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);

const lifetimeAround = (now: Date): Required<ApplicationCertificateOptions> => ({
  notBefore: new Date(now.getTime() - dayMs),
  notAfter: new Date(now.getTime() + 30 * dayMs),
});

async function withKey(certificate: X509Certificate, privateKey: webcrypto.CryptoKey): Promise<CertificateWithKey> {
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', privateKey)).toString('base64');
  const thumbprint = Buffer.from(await certificate.getThumbprint('SHA-256')).toString('hex');
  return {
    certificatePem: certificate.toString('pem'),
    privateKeyPem: `-----BEGIN PRIVATE KEY-----\n${pkcs8.replace(/.{64}/g, '$&\n')}\n-----END PRIVATE KEY-----\n`,
    thumbprintSha256: thumbprint,
  };
}
