/** certificate.create: makes the agent's key and certificate if there is none that can be used, and shows the public half. */
import { succeed } from '../../contract/result.ts';
import { type CertificateParts, type CertificateUsers, ensureCredential } from '../ensure-credential.ts';
import type { Responder } from '../responder.ts';

export const createCertificate =
  (parts: CertificateParts & CertificateUsers): Responder<'certificate.create'> =>
  async () => {
    const ensured = await ensureCredential(parts);
    if (!ensured.ok) return ensured;
    const { credential, replacesDamaged } = ensured.value;
    const { certificatePem } = credential;
    const { thumbprintSha256, notAfter } = parts.describeCertificate(certificatePem);
    return succeed({ certificatePem, thumbprintSha256, notAfter, replacesDamaged });
  };
