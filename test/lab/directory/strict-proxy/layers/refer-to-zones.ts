/**
 * A search of everything below the head of a domain also names the partitions that keep the names of the network: go on there.
 * The lab's domain has none, so its own controller never says so. Such references are normal and no sign of an incomplete read.
 */
import { readDirSync } from '../ldap/dirsync.ts';
import { findControl, isFinalAnswer, type LdapMessage } from '../ldap/ldap-message.ts';
import { isSuccess } from '../ldap/ldap-result.ts';
import { readPaging } from '../ldap/paging.ts';
import { referenceTo, searchTarget } from '../ldap/search.ts';
import { forward, type Layer } from './layer.ts';

/** With this control the client says that it wants no references (MS-ADTS, section 3.1.1.3.4.1.4). */
const domainScopeOid = '1.2.840.113556.1.4.1339';

export function referToZones(domain: { readonly dnsName: string; readonly baseDn: string }): Layer {
  const urls = ['ForestDnsZones', 'DomainDnsZones'].map(
    (zone) => `ldaps://${zone}.${domain.dnsName}/DC=${zone},${domain.baseDn}`,
  );
  return (request) => {
    if (!isReferred(request, domain.baseDn)) return forward(request);
    return forward(request, (answer) => {
      const isEnd = isFinalAnswer(answer) && isSuccess(answer);
      return isEnd ? [...urls.map((url) => referenceTo(request, url)), answer] : [answer];
    });
  };
}

function isReferred(request: LdapMessage, baseDn: string): boolean {
  const target = searchTarget(request);
  if (target?.scope !== 'subtree' || plain(target.baseDn) !== plain(baseDn)) return false;
  if (readDirSync(request) !== undefined || findControl(request, domainScopeOid) !== undefined) return false;
  // With paging the references come with the first page.
  return (readPaging(request)?.cookie.length ?? 0) === 0;
}

function plain(dn: string): string {
  return dn.toLowerCase().replace(/\s*,\s*/g, ',');
}
