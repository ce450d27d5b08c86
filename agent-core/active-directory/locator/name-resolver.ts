/** The names of the network as the locator asks for them; which name servers answer is decided behind this port. */
import type { Result } from '../../contract/result.ts';

/** One SRV record (RFC 2782). */
export interface ServiceRecord {
  readonly host: string;
  readonly port: number;
  readonly priority: number;
  readonly weight: number;
}

export interface NameResolver {
  /** Empty when the name has no such record; a problem when no name server gave an answer. */
  findServices(name: string, signal: AbortSignal): Promise<Result<readonly ServiceRecord[]>>;
  /** IPv4 before IPv6; empty when the host has no address or nobody knows it. */
  findAddresses(host: string, signal: AbortSignal): Promise<readonly string[]>;
}
