/**
 * What Kerberos must know about a domain: its realm and where its controllers are. The library reads it from a file that the
 * environment names, so this process has files of its own, and the machine's /etc/krb5.conf and ticket caches are never looked at.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Realm {
  readonly domainName: string;
  /** Addresses or names of controllers: each is a key distribution centre as well. */
  readonly controllers: readonly string[];
}

export interface KerberosConfiguration {
  /** One piece of work after the other: the environment is one for the whole process. */
  during<Value>(realm: Realm, work: () => Promise<Value>): Promise<Value>;
}

export function realmNameOf(domainName: string): string {
  return domainName.toUpperCase();
}

export function createKerberosConfiguration(): KerberosConfiguration {
  let dir: string | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  const fileFor = (realm: Realm): string => {
    dir ??= makeFolder();
    const content = configurationOf(realm);
    // What a file says never changes: the library remembers what it has read.
    const path = join(dir, `${createHash('sha256').update(content).digest('hex').slice(0, 16)}.conf`);
    if (!existsSync(path)) writeFileSync(path, content, { mode: 0o600 });
    return path;
  };
  return {
    during: (realm, work) => {
      const turn = queue.then(async () => {
        process.env.KRB5_CONFIG = fileFor(realm);
        return await work();
      });
      queue = turn.catch(() => undefined);
      return turn;
    },
  };
}

/** Only we can write there; it goes with the process. */
function makeFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'bridgehead-kerberos-'));
  process.once('exit', () => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** Tickets of a domain are larger than a datagram, hence TCP. Names are taken as they are: a resolver must not decide who is trusted. */
export function configurationOf({ domainName, controllers }: Realm): string {
  const realm = realmNameOf(domainName);
  return [
    '[libdefaults]',
    `\tdefault_realm = ${realm}`,
    '\tdns_lookup_realm = false',
    '\tdns_lookup_kdc = false',
    '\tdns_canonicalize_hostname = false',
    '\trdns = false',
    '\tudp_preference_limit = 1',
    '[realms]',
    `\t${realm} = {`,
    ...controllers.map((controller) => `\t\tkdc = ${controller.includes(':') ? `[${controller}]` : controller}`),
    '\t}',
    '[domain_realm]',
    `\t.${domainName} = ${realm}`,
    `\t${domainName} = ${realm}`,
    '',
  ].join('\n');
}
