/** certificate.read: how long the certificate in use is good for, and whether it is time for a new one. */
import type { CertificateState } from '../../contract/certificate-requests.ts';
import { problem } from '../../contract/problem.ts';
import { fail, succeed } from '../../contract/result.ts';
import { renewAfter } from '../certificate-life.ts';
import type { StoredCredentials } from '../credential-store.ts';
import type { CertificateParts } from '../ensure-credential.ts';
import type { Responder } from '../responder.ts';

export const readCertificate =
  ({
    credentials,
    clock,
    describeCertificate,
  }: Pick<CertificateParts, 'credentials' | 'clock' | 'describeCertificate'>): Responder<'certificate.read'> =>
  () => {
    const stored = credentials.readAll();
    if (!stored.ok) return stored;
    if (stored.value === null) return fail(problem('setup.certificate-missing', 'no certificate was made yet'));
    const certificate = describeCertificate(stored.value.current.certificatePem);
    const due = renewAfter(certificate);
    return succeed({
      thumbprintSha256: certificate.thumbprintSha256,
      notAfter: certificate.notAfter,
      renewAfter: due,
      renewal: renewalOf(stored.value, due <= clock.now()),
    });
  };

function renewalOf({ next }: StoredCredentials, isDue: boolean): CertificateState['renewal'] {
  if (next !== null) return 'waiting';
  return isDue ? 'due' : 'none';
}
