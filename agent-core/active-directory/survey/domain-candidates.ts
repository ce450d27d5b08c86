/** The names of domains that the configuration of this machine mentions: Kerberos, SSSD, Samba, and what the resolver appends. */
import { readFile } from 'node:fs/promises';

interface Mention {
  readonly path: string;
  readonly pattern: RegExp;
}

/** The most telling first. A file that is not there, or not ours to read, mentions nothing. */
const mentions: readonly Mention[] = [
  { path: '/etc/krb5.conf', pattern: /^\s*default_realm\s*=\s*(\S+)/gim },
  { path: '/etc/sssd/sssd.conf', pattern: /^\s*ad_domain\s*=\s*(\S+)/gim },
  { path: '/etc/samba/smb.conf', pattern: /^\s*realm\s*=\s*(\S+)/gim },
  { path: '/etc/resolv.conf', pattern: /^\s*(?:domain|search)\s+(.+)$/gim },
];

/** @param root the folder that stands for the root of the file system  @param environment of this process */
export async function readDomainCandidates(
  root: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<readonly string[]> {
  const texts = await Promise.all(mentions.map(({ path }) => readFile(`${root}${path}`, 'utf8').catch(() => '')));
  const mentioned = mentions.flatMap(({ pattern }, index) =>
    [...(texts[index] ?? '').matchAll(pattern)].flatMap((match) => (match[1] ?? '').split(/\s+/)),
  );
  // Windows gives it to the processes of domain accounts.
  const names = [environment.USERDNSDOMAIN ?? '', ...mentioned].map((name) => name.toLowerCase().replace(/\.$/, ''));
  return [...new Set(names.filter((name) => /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(name)))];
}
