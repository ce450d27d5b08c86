/** What a lab domain is called, everywhere it has a name. */
export type Domain = {
  /** DNS name, which is also the suffix of its people's sign-in names. */
  readonly dnsName: string;
  readonly realm: string;
  readonly netbiosName: string;
  /** Short name of its controller. */
  readonly hostName: string;
  /** Full name of its controller, which is what its certificate is issued for. */
  readonly hostDnsName: string;
  readonly baseDn: string;
};

export const contosoDomain: Domain = nameDomain({ dnsName: 'contoso.test', netbiosName: 'CONTOSO', hostName: 'dc1' });

/** A forest of its own, which trusts nobody. */
export const fabrikamDomain: Domain = nameDomain({
  dnsName: 'fabrikam.test',
  netbiosName: 'FABRIKAM',
  hostName: 'dc1',
});

/** The same domain as another of its controllers sees it. */
export function atController(domain: Domain, hostName: string): Domain {
  return { ...domain, hostName, hostDnsName: `${hostName}.${domain.dnsName}` };
}

function nameDomain(names: Pick<Domain, 'dnsName' | 'netbiosName' | 'hostName'>): Domain {
  return {
    ...names,
    realm: names.dnsName.toUpperCase(),
    hostDnsName: `${names.hostName}.${names.dnsName}`,
    baseDn: names.dnsName
      .split('.')
      .map((label) => `DC=${label}`)
      .join(','),
  };
}
