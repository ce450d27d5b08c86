/** The applications registered in the tenant, the certificates they may sign in with and what they are permitted. */
import { randomUUID, X509Certificate } from 'node:crypto';
import type { Application, KeyCredential } from './snapshot.ts';

export interface ApplicationStore {
  /** An application that can sign in here: it has a service principal. */
  readonly find: (appId: string) => Application | undefined;
  /** An application whether it can sign in or not. */
  readonly registration: (appId: string) => Application | undefined;
  readonly put: (application: Application) => void;
  readonly remove: (appId: string) => void;
  /** Adds a certificate to the application; one that is registered already is returned as it is. */
  readonly registerCertificate: (appId: string, certificate: X509Certificate) => KeyCredential | undefined;
  readonly grantRoles: (appId: string, roles: readonly string[]) => void;
  readonly all: () => readonly Application[];
}

export function createApplicationStore(initial: readonly Application[]): ApplicationStore {
  const applications = new Map(initial.map((application) => [application.appId, application]));
  const registration: ApplicationStore['registration'] = (appId) => applications.get(appId.toLowerCase());
  const find: ApplicationStore['find'] = (appId) => {
    const application = registration(appId);
    return application?.servicePrincipalId === '' ? undefined : application;
  };

  return {
    find,
    registration,
    put: (application) => {
      applications.set(application.appId, application);
    },
    remove: (appId) => {
      applications.delete(appId.toLowerCase());
    },
    registerCertificate: (appId, certificate) => {
      const application = find(appId);
      if (application === undefined) return undefined;
      const credential = keyCredentialOf(certificate, {});
      const known = application.keyCredentials.find((key) => key.thumbprintSha256 === credential.thumbprintSha256);
      if (known !== undefined) return known;
      applications.set(application.appId, {
        ...application,
        keyCredentials: [...application.keyCredentials, credential],
      });
      return credential;
    },
    grantRoles: (appId, roles) => {
      const application = registration(appId);
      if (application !== undefined) applications.set(application.appId, { ...application, roles });
    },
    all: () => [...applications.values()],
  };
}

export interface KeyNaming {
  readonly keyId?: string | undefined;
  readonly displayName?: string | undefined;
}

export const keyCredentialOf = (certificate: X509Certificate, { keyId, displayName }: KeyNaming): KeyCredential => ({
  keyId: keyId ?? randomUUID(),
  displayName: displayName ?? certificate.subject.replaceAll('\n', ', '),
  certificatePem: certificate.toString(),
  thumbprintSha1: certificate.fingerprint.replaceAll(':', ''),
  thumbprintSha256: certificate.fingerprint256.replaceAll(':', ''),
  startDateTime: certificate.validFromDate.toISOString(),
  endDateTime: certificate.validToDate.toISOString(),
});

/** The certificate in the base64 of a keyCredential; undefined when it is none with an RSA key. */
export function readCertificate(base64: string): X509Certificate | undefined {
  try {
    const certificate = new X509Certificate(Buffer.from(base64, 'base64'));
    return certificate.publicKey.asymmetricKeyType === 'rsa' ? certificate : undefined;
  } catch {
    return undefined;
  }
}
