/**
 * The controllers of one domain find each other by name, and the lab has no name server. Two libraries of the cwrap project, put
 * before the system's own, answer from files instead: nothing on this machine outside the lab sees these names.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LabProblem } from '../lab-problem.ts';
import type { Domain } from './domain.ts';
import { runSambaProgram } from './samba-program.ts';

export const namePackages = ['libresolv-wrapper', 'libnss-wrapper'] as const;

export type ControllerAddress = {
  readonly hostName: string;
  readonly address: string;
  /** By which its partners name it: the objectGUID of its settings, known once it has joined. */
  readonly dsaGuid?: string;
};

export type ControllerNames = {
  /** For every program that must know the names. */
  readonly environment: Readonly<Record<string, string>>;
};

/** The first controller is the one that knows everything else, such as tickets. May be called again when more is known. */
export async function writeControllerNames(
  dir: string,
  domain: Domain,
  controllers: readonly [ControllerAddress, ...ControllerAddress[]],
): Promise<ControllerNames> {
  const paths = namePaths(dir);
  const [first] = controllers;
  await mkdir(dir, { recursive: true });
  await writeFile(paths.names, nameRecords(domain, controllers));
  await writeFile(paths.hosts, hostLines(domain, controllers));
  await writeFile(paths.kerberos, kerberosConf(domain, first.address));
  const names = controllerNamesIn(dir);
  await requireLibraries(names.environment);
  return names;
}

/** Names that were written before. */
export function controllerNamesIn(dir: string): ControllerNames {
  const paths = namePaths(dir);
  return {
    environment: {
      LD_PRELOAD: 'libresolv_wrapper.so:libnss_wrapper.so',
      RESOLV_WRAPPER_HOSTS: paths.names,
      NSS_WRAPPER_HOSTS: paths.hosts,
      KRB5_CONFIG: paths.kerberos,
    },
  };
}

function namePaths(dir: string): { readonly names: string; readonly hosts: string; readonly kerberos: string } {
  return { names: join(dir, 'names'), hosts: join(dir, 'hosts'), kerberos: join(dir, 'krb5.conf') };
}

async function requireLibraries(environment: ControllerNames['environment']): Promise<void> {
  const output = await runSambaProgram('samba', ['--version'], '', environment);
  if (!output.includes('cannot be preloaded')) return;
  throw new LabProblem(
    'Another controller needs libraries that are not here.',
    `Install them: apt-get install --no-install-recommends ${namePackages.join(' ')}`,
  );
}

function nameRecords({ dnsName }: Domain, controllers: readonly [ControllerAddress, ...ControllerAddress[]]): string {
  const [first] = controllers;
  const firstHost = `${first.hostName}.${dnsName}`;
  return lines([
    `A ${dnsName} ${first.address}`,
    `SRV _ldap._tcp.${dnsName} ${firstHost} 389`,
    `SRV _kerberos._tcp.${dnsName} ${firstHost} 88`,
    `SRV _kerberos._udp.${dnsName} ${firstHost} 88`,
    ...controllers.map(({ hostName, address }) => `A ${hostName}.${dnsName} ${address}`),
    ...controllers.flatMap(({ hostName, dsaGuid }) =>
      dsaGuid === undefined ? [] : [`CNAME ${dsaGuid}._msdcs.${dnsName} ${hostName}.${dnsName}`],
    ),
  ]);
}

function hostLines({ dnsName }: Domain, controllers: readonly ControllerAddress[]): string {
  const hosts = controllers.map(({ hostName, address }) => `${address} ${hostName}.${dnsName} ${hostName}`);
  return lines(['127.0.0.1 localhost', ...hosts]);
}

function kerberosConf({ realm, dnsName }: Domain, address: string): string {
  return lines([
    '[libdefaults]',
    `\tdefault_realm = ${realm}`,
    '\tdns_lookup_realm = false',
    '\tdns_lookup_kdc = false',
    '\trdns = false',
    '\tdns_canonicalize_hostname = false',
    '[realms]',
    `\t${realm} = {`,
    `\t\tkdc = ${address}`,
    '\t}',
    '[domain_realm]',
    `\t.${dnsName} = ${realm}`,
    `\t${dnsName} = ${realm}`,
  ]);
}

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}
