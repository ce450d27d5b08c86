/** What the machine of the agent can do about accounts: only Windows runs a service as a managed account. */
import { existsSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import type { AccountSurroundings } from '../contract/account-requests.ts';

export function accountSurroundings(
  platform: NodeJS.Platform = process.platform,
  host = hostname(),
  environment: NodeJS.ProcessEnv = process.env,
  exists: (path: string) => boolean = existsSync,
): AccountSurroundings {
  const isWindows = platform === 'win32';
  const clientKeytab = isWindows ? null : (environment.KRB5_CLIENT_KTNAME ?? null);
  return {
    platform: isWindows ? 'windows' : 'other',
    // A directory knows a computer by the first part of its name ([MS-ADA3] sAMAccountName).
    computer: (host.split('.')[0] ?? '').toUpperCase(),
    canUseManagedAccount: isWindows,
    runsAs: ownName(),
    clientKeytab,
    hasClientKeytab: isWindows ? null : placesOf(clientKeytab).some(exists),
  };
}

/** Where the library looks without a name, as its own and the larger distributions build it (default_client_keytab_name of krb5.conf(5)). */
const usualFolders = ['/etc/krb5/user', '/var/kerberos/krb5/user', '/usr/local/var/krb5/user'];

function placesOf(named: string | null): readonly string[] {
  if (named !== null) return [named.replace(/^(FILE|WRFILE):/, '')];
  return usualFolders.map((folder) => `${folder}/${process.geteuid?.() ?? 0}/client.keytab`);
}

/** The system throws for an account that it has no name for. */
function ownName(): string | null {
  try {
    return userInfo().username;
  } catch {
    return null;
  }
}
