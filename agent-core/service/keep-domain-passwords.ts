/** Where the passwords of the accounts that read the domains are kept: each in a secret of its own, which the settings name. */
import { randomUUID } from 'node:crypto';
import { type Result, succeed } from '../contract/result.ts';
import type { SecretStore } from '../storage/secret-files.ts';
import type { DomainCredential } from './sides.ts';

/** By the name of the domain, the secret that holds its password. */
export type PasswordSecrets = Readonly<Record<string, string>>;

const passwordPrefix = 'domain-password-';

/** The settings name their passwords: until they are saved, the earlier settings still find the earlier ones. Problem: data.write-failed. */
export function keepDomainPasswords(
  domains: readonly DomainCredential[],
  secrets: SecretStore,
): Result<PasswordSecrets> {
  const names: Record<string, string> = {};
  for (const { domain, password } of domains) {
    if (password === null) continue;
    const name = `${passwordPrefix}${randomUUID()}`;
    const kept = secrets.write(name, password);
    if (!kept.ok) return kept;
    names[domain.name] = name;
  }
  return succeed(names);
}

/** After the settings that name these were saved. */
export const forgetOtherPasswords = (secrets: SecretStore, named: PasswordSecrets): void =>
  secrets.keepOnly(passwordPrefix, Object.values(named));

/** For the audit trail: that there is another one, and never which. */
export const otherPasswordText = (revision: number, domain: string, account: string): string =>
  `revision ${revision}: another password of ${account} for ${domain}`;
