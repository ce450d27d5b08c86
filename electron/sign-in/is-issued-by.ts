/** Whether a server's certificate goes back to an authority that the administrator chose, is for this host and is valid now. */
import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';

export interface PresentedCertificate {
  /** PEM. */
  readonly data: string;
  readonly issuerCert?: PresentedCertificate | undefined;
}

/** Longer chains are not made by anybody who means well. */
const longestChain = 6;

/** @param authorities one or more PEM certificates */
export function isIssuedBy(authorities: string, presented: PresentedCertificate, host: string, now: Date): boolean {
  const trusted = certificatesIn(authorities).map((pem) => new X509Certificate(pem));
  const chain = chainOf(presented).map(({ data }) => new X509Certificate(data));
  const [own] = chain;
  if (own === undefined || !isFor(own, host) || !isValid(own, now)) return false;
  for (const [index, certificate] of chain.entries()) {
    if (trusted.some((authority) => isValid(authority, now) && hasIssued(authority, certificate))) return true;
    const next = chain[index + 1];
    if (next === undefined || !isValid(next, now) || !hasIssued(next, certificate)) return false;
  }
  return false;
}

/** Addresses are names of another kind in a certificate. */
const isFor = (certificate: X509Certificate, host: string) =>
  (isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host)) !== undefined;

const hasIssued = (issuer: X509Certificate, certificate: X509Certificate) =>
  issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);

const isValid = (certificate: X509Certificate, now: Date) =>
  Date.parse(certificate.validFrom) <= now.getTime() && now.getTime() <= Date.parse(certificate.validTo);

function chainOf(presented: PresentedCertificate): readonly PresentedCertificate[] {
  const chain: PresentedCertificate[] = [];
  let next: PresentedCertificate | undefined = presented;
  while (next !== undefined && chain.length < longestChain) {
    chain.push(next);
    next = next.issuerCert;
  }
  return chain;
}

export const certificatesIn = (text: string): readonly string[] =>
  text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
