/**
 * The configuration of one Samba domain controller. It is written anew at every start, because it holds the only absolute
 * paths and the address.
 *
 * Two traps: `interfaces` wants the address with /8, since a single-address /32 counts as a broadcast address and is ignored;
 * and the LDAP ports are compiled in, so several controllers on one machine differ by loopback address.
 */
import type { ControllerFiles } from './controller-files.ts';
import type { Domain } from './domain.ts';

/** Just what users over LDAPS need: no file shares, no name server. */
const services = ['ldap', 'cldap', 'kdc'];
const replicationServices = ['rpc', 'drepl'];

export function writeSmbConf(
  domain: Domain,
  address: string,
  files: ControllerFiles,
  authorityCertificatePath: string,
  isReplicating: boolean,
): string {
  const settings: Readonly<Record<string, string>> = {
    'netbios name': domain.hostName.toUpperCase(),
    realm: domain.realm,
    workgroup: domain.netbiosName,
    'server role': 'active directory domain controller',
    'server services': [...services, ...(isReplicating ? replicationServices : [])].join(', '),
    'prefork children': '1',
    interfaces: `${address}/8`,
    'bind interfaces only': 'yes',
    'private dir': `${files.dir}/private`,
    'lock directory': files.dir,
    'pid directory': files.dir,
    'state directory': `${files.dir}/state`,
    'cache directory': `${files.dir}/cache`,
    'binddns dir': `${files.dir}/bind-dns`,
    'ncalrpc dir': `${files.dir}/ncalrpc`,
    'winbindd socket directory': `${files.dir}/winbindd`,
    'log level': '1',
    'panic action': '/bin/true',
    // As Windows: a sign-in inside TLS need not sign and seal as well; outside TLS it must.
    'ldap server require strong auth': 'allow_sasl_over_tls',
    'idmap_ldb:use rfc2307': 'yes',
    'tls certfile': files.certificate.certificatePath,
    'tls keyfile': files.certificate.privateKeyPath,
    'tls cafile': authorityCertificatePath,
  };
  const lines = Object.entries(settings).map(([name, value]) => `\t${name} = ${value}`);
  return `${['[global]', ...lines].join('\n')}\n`;
}
