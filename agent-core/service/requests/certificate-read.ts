/** certificate.read: how long the certificate in use is good for, and whether it is time for a new one. */
import { problem } from '../../contract/problem.ts';
import { fail, succeed } from '../../contract/result.ts';
import { renewAfter } from '../certificate-life.ts';
import type { CertificateParts } from '../ensure-credential.ts';
import type { Responder } from '../responder.ts';

export const readCertificate =
  ({
    credentials,
    clock,
    describeCertificate,
  }: Pick<CertificateParts, 'credentials' | 'clock' | 'describeCertificate'>): Responder<'certificate.read'> =>
  () => {
    const stored = credentials.read();
    if (!stored.ok) return stored;
    if (stored.value === null) return fail(problem('setup.certificate-missing', 'no certificate was made yet'));
    const certificate = describeCertificate(stored.value.certificatePem);
    const due = renewAfter(certificate);
    return succeed({
      thumbprintSha256: certificate.thumbprintSha256,
      notAfter: certificate.notAfter,
      renewAfter: due,
      renewal: due <= clock.now() ? 'due' : 'none',
    });
  };
