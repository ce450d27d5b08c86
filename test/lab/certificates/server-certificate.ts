/** Certificates that the lab's servers show; issued by the lab's authority and kept until they no longer fit. */
import 'reflect-metadata';

import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
  X509Certificate as X509CertificateToRead,
} from '@peculiar/x509';
import { readFileIfExists } from '../read-file-if-exists.ts';
import { secretFileMode, writeFileAtomically } from '../write-file-atomically.ts';
import type { LabAuthority } from './lab-authority.ts';
import { generateRsaKeyPair, importPrivateKey, privateKeyPem } from './rsa-key.ts';
import { validFromYesterday } from './validity.ts';

export type ServerNames = {
  readonly commonName: string;
  readonly dnsNames: readonly string[];
  readonly ipAddresses: readonly string[];
};
export type ServerCertificate = { readonly certificatePem: string; readonly privateKeyPem: string };
export type CertificateFiles = { readonly certificatePath: string; readonly privateKeyPath: string };

export async function issueServerCertificate(authority: LabAuthority, names: ServerNames): Promise<ServerCertificate> {
  const issuer = new X509CertificateToRead(authority.certificatePem);
  const keys = await generateRsaKeyPair();
  const certificate = await X509CertificateGenerator.create({
    subject: [{ CN: [names.commonName] }],
    issuer: issuer.subjectName,
    publicKey: keys.publicKey,
    signingKey: await importPrivateKey(authority.privateKeyPem),
    ...validFromYesterday({ years: 2 }),
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension([
        ...names.dnsNames.map((value) => ({ type: 'dns' as const, value })),
        ...names.ipAddresses.map((value) => ({ type: 'ip' as const, value })),
      ]),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  });
  return {
    certificatePem: PemConverter.encode(certificate.rawData, PemConverter.CertificateTag),
    privateKeyPem: await privateKeyPem(keys.privateKey),
  };
}

/** Leaves a certificate for `names` in `files`: the one already there while it fits, else a new one. */
export async function ensureServerCertificate(
  authority: LabAuthority,
  names: ServerNames,
  files: CertificateFiles,
): Promise<void> {
  const certificatePem = await readFileIfExists(files.certificatePath);
  const keyPem = await readFileIfExists(files.privateKeyPath);
  if (certificatePem !== undefined && keyPem !== undefined && fits(certificatePem, keyPem, authority, names)) return;

  const issued = await issueServerCertificate(authority, names);
  await mkdir(dirname(files.privateKeyPath), { recursive: true });
  await mkdir(dirname(files.certificatePath), { recursive: true });
  await writeFileAtomically(files.privateKeyPath, issued.privateKeyPem, secretFileMode);
  await writeFileAtomically(files.certificatePath, issued.certificatePem);
}

const renewBeforeEndMs = 30 * 86_400_000;

function fits(certificatePem: string, keyPem: string, authority: LabAuthority, names: ServerNames): boolean {
  try {
    const certificate = new X509Certificate(certificatePem);
    return (
      certificate.verify(new X509Certificate(authority.certificatePem).publicKey) &&
      certificate.checkPrivateKey(createPrivateKey(keyPem)) &&
      certificate.validToDate.getTime() - renewBeforeEndMs > Date.now() &&
      names.dnsNames.every((name) => certificate.checkHost(name) !== undefined) &&
      names.ipAddresses.every((address) => certificate.checkIP(address) !== undefined)
    );
  } catch {
    // A damaged file is as good as none: the certificate is made anew.
    return false;
  }
}
