/** What a domain's name server says of its controllers: their addresses, and that they are controllers, everywhere and in their site. */
import type { DnsRecord } from './dns-message.ts';

export type ControllerToName = {
  readonly host: string;
  readonly address: string;
  /** The smaller is asked first. */
  readonly priority?: number;
  /** Without a site of its own it is known in the domain only. */
  readonly site?: string;
};

export const defaultSite = 'Default-First-Site-Name';
const ldapPort = 389;

export function controllerRecords(domainName: string, controllers: readonly ControllerToName[]): readonly DnsRecord[] {
  return controllers.flatMap(({ host, address, priority = 0, site }) => {
    const service = { kind: 'SRV', host, port: ldapPort, priority, weight: 100 } as const;
    const names = [
      `_ldap._tcp.dc._msdcs.${domainName}`,
      ...(site === undefined ? [] : [`_ldap._tcp.${site}._sites.dc._msdcs.${domainName}`]),
    ];
    return [{ kind: 'A', name: host, address } as const, ...names.map((name) => ({ ...service, name }))];
  });
}
