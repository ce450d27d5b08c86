/** certificate.create: makes the agent's key and certificate if there is none that is still valid, and shows the public half. */
import { succeed } from '../../contract/result.ts';
import type { Clock } from '../../sync/clock.ts';
import type { CertificateLife } from '../certificate-life.ts';
import type { CredentialStore } from '../credential-store.ts';
import type { Responder } from '../responder.ts';
import type { TenantCredential } from '../sides.ts';

export interface CertificateParts {
  readonly credentials: CredentialStore;
  readonly clock: Clock;
  readonly createCredential: () => Promise<TenantCredential>;
  readonly describeCertificate: (pem: string) => CertificateLife & { readonly thumbprintSha256: string };
}

export const createCertificate =
  ({ credentials, clock, createCredential, describeCertificate }: CertificateParts): Responder<'certificate.create'> =>
  async () => {
    const describe = ({ certificatePem }: TenantCredential) => {
      const { thumbprintSha256, notAfter } = describeCertificate(certificatePem);
      return succeed({ certificatePem, thumbprintSha256, notAfter });
    };
    const isValid = ({ certificatePem }: TenantCredential) =>
      describeCertificate(certificatePem).notAfter > clock.now();
    const stored = credentials.read();
    if (!stored.ok) return stored;
    if (stored.value !== null && isValid(stored.value)) return describe(stored.value);
    const created = await createCredential();
    // Making a key takes a moment, in which another request may have made one that somebody registers already.
    const meanwhile = credentials.read();
    if (!meanwhile.ok) return meanwhile;
    if (meanwhile.value !== null && isValid(meanwhile.value)) return describe(meanwhile.value);
    const written = credentials.write(created);
    return written.ok ? describe(created) : written;
  };
