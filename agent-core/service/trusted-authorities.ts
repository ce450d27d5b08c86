/** The certificate authorities this machine trusts: those that come with the runtime, and those an administrator installed. */
import { getCACertificates } from 'node:tls';

/** PEM. Reads the system's store, which takes a moment the first time. */
export function trustedAuthorities(): readonly string[] {
  return [...new Set([...getCACertificates('default'), ...getCACertificates('system')])];
}
