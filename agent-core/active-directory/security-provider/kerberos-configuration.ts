/**
 * What Kerberos must know about a domain: its realm and where its controllers are. The library reads it from a file that the
 * environment names, so this process has files of its own, and the machine's /etc/krb5.conf and ticket caches are never looked at.
 */
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorCodeOf } from '../../contract/error-code.ts';

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

/** @param parentDir where the folder with the files is */
export function createKerberosConfiguration(parentDir = tmpdir()): KerberosConfiguration {
  let ownFolder: string | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  // Looked at each time: whoever cleans temporary files up does not ask.
  const folder = (): string => {
    const shared = sharedFolder(parentDir);
    if (shared !== null) return shared;
    if (ownFolder === null || !existsSync(ownFolder)) ownFolder = makeOwnFolder(parentDir);
    return ownFolder;
  };
  const fileFor = (realm: Realm): string => {
    const content = configurationOf(realm);
    // What a file says never changes: the library remembers what it has read, and other agents of this account read it as well.
    const path = join(folder(), `${createHash('sha256').update(content).digest('hex').slice(0, 16)}.conf`);
    if (!existsSync(path)) writeWhole(path, content);
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

/**
 * One for all processes of this account, so that none is left behind by a process that was killed. @returns null when somebody else was there
 * first: whoever writes there says which controllers are trusted
 */
function sharedFolder(parentDir: string): string | null {
  const own = process.getuid?.();
  const dir = join(parentDir, `bridgehead-kerberos-${own}`);
  try {
    mkdirSync(dir, { mode: 0o700 });
  } catch (error) {
    if (errorCodeOf(error) !== 'EEXIST') throw error;
  }
  const found = lstatSync(dir);
  return found.isDirectory() && found.uid === own && (found.mode & 0o077) === 0 ? dir : null;
}

/** Of this process alone, with which it goes. */
function makeOwnFolder(parentDir: string): string {
  const dir = mkdtempSync(join(parentDir, 'bridgehead-kerberos-'));
  process.once('exit', () => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** Nobody ever reads half of it. */
function writeWhole(path: string, content: string): void {
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, content, { mode: 0o600 });
  renameSync(unfinished, path);
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
