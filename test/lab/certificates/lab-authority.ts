/** One small certificate authority per lab: whoever trusts its `ca.pem` trusts the domain controller and the tenant, and nobody else has to. */
import 'reflect-metadata';

import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { LabProblem } from '../lab-problem.ts';
import { readFileIfExists } from '../read-file-if-exists.ts';
import { secretFileMode, writeFileAtomically } from '../write-file-atomically.ts';
import { generateRsaKeyPair, privateKeyPem } from './rsa-key.ts';
import { validFromYesterday } from './validity.ts';

export type LabAuthority = {
  readonly certificatePath: string;
  readonly certificatePem: string;
  readonly privateKeyPem: string;
};

/** Loads the authority kept in `dir` (`ca.pem`, `ca.key`), or makes it there. The key is readable by its owner alone. */
export async function createLabAuthority(dir: string): Promise<LabAuthority> {
  await mkdir(dir, { recursive: true });
  const certificatePath = join(dir, 'ca.pem');
  const privateKeyPath = join(dir, 'ca.key');
  const certificatePem = await readFileIfExists(certificatePath);
  const keyPem = await readFileIfExists(privateKeyPath);
  if (certificatePem !== undefined && keyPem !== undefined) {
    requireUsable(certificatePem, keyPem, dir);
    return { certificatePath, certificatePem, privateKeyPem: keyPem };
  }

  const made = await makeAuthority();
  // The certificate comes last: a folder that has it has the whole authority.
  await writeFileAtomically(privateKeyPath, made.privateKeyPem, secretFileMode);
  await writeFileAtomically(certificatePath, made.certificatePem);
  return { certificatePath, ...made };
}

async function makeAuthority(): Promise<Omit<LabAuthority, 'certificatePath'>> {
  const keys = await generateRsaKeyPair();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    keys,
    name: [{ CN: ['Bridgehead lab authority'] }],
    ...validFromYesterday({ years: 10 }),
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return {
    certificatePem: PemConverter.encode(certificate.rawData, PemConverter.CertificateTag),
    privateKeyPem: await privateKeyPem(keys.privateKey),
  };
}

function requireUsable(certificatePem: string, keyPem: string, dir: string): void {
  const remedy = `Stop the lab and delete the folder ${dir}; the next start makes a new authority.`;
  try {
    const certificate = new X509Certificate(certificatePem);
    const isPair = certificate.checkPrivateKey(createPrivateKey(keyPem));
    if (isPair && certificate.validToDate > new Date()) return;
  } catch (cause) {
    throw new LabProblem(`The lab's certificate authority in ${dir} cannot be read.`, remedy, { cause });
  }
  throw new LabProblem(`The lab's certificate authority in ${dir} has expired, or its key is not its own.`, remedy);
}
