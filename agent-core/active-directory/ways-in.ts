/**
 * In which ways a controller is tried (rule R20). Sealed by Kerberos needs no certificate, and so works in most domains; TLS is for where
 * Kerberos does not, and only with a certificate that is trusted. Nothing is ever tried unprotected.
 *
 *     automatic --+--> integrated on 389 --> LDAPS on 636 --> StartTLS on 389        without a port, or on the port that is named
 *                 +--> what worked the last time goes first
 */
import type { DomainSettings } from '../contract/settings.ts';
import type { Security } from './connection/connect-controller.ts';

export interface WayIn {
  readonly security: Security;
  readonly port: number;
}

const ldapPort = 389;
const tlsPort = 636;

/** @param port null where the usual one is meant  @param worked the way that worked the last time, if it is known */
export function waysIn(
  security: DomainSettings['security'],
  port: number | null,
  worked: Security | null,
): readonly WayIn[] {
  if (security !== 'automatic') return [{ security, port: port ?? usualPortOf(security) }];
  const ways = waysAt(port).map((way) => ({ security: way, port: port ?? usualPortOf(way) }));
  return ways.toSorted((left, right) => Number(right.security === worked) - Number(left.security === worked));
}

/** What listens on one of the two known ports begins with TLS, or does not. */
function waysAt(port: number | null): readonly Security[] {
  if (port === tlsPort) return ['ldaps'];
  return port === ldapPort ? ['integrated', 'starttls'] : ['integrated', 'ldaps', 'starttls'];
}

const usualPortOf = (security: Security): number => (security === 'ldaps' ? tlsPort : ldapPort);

/** The problem may lie with this way alone. A password that was refused is never tried again: that would lock the account. */
const problemsOfOneWay: ReadonlySet<string> = new Set([
  'directory.unreachable',
  'directory.no-answer',
  'directory.no-tls',
  'directory.untrusted-certificate',
  'directory.no-kerberos',
  'directory.no-ticket',
  'directory.unknown-service',
  'directory.clock-skew',
  'directory.channel-binding',
  'directory.signing-required',
  'directory.unexpected-answer',
]);

export const mayAnotherWayDo = (code: string): boolean => problemsOfOneWay.has(code);
