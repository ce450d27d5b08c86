/** What the machine of the agent can do about accounts: only Windows runs a service as a managed account. */
import { hostname, userInfo } from 'node:os';
import type { AccountSurroundings } from '../contract/account-requests.ts';

export function accountSurroundings(
  platform: NodeJS.Platform = process.platform,
  host = hostname(),
  environment: NodeJS.ProcessEnv = process.env,
): AccountSurroundings {
  const isWindows = platform === 'win32';
  return {
    platform: isWindows ? 'windows' : 'other',
    // A directory knows a computer by the first part of its name ([MS-ADA3] sAMAccountName).
    computer: (host.split('.')[0] ?? '').toUpperCase(),
    canUseManagedAccount: isWindows,
    runsAs: ownName(),
    clientKeytab: isWindows ? null : (environment.KRB5_CLIENT_KTNAME ?? null),
  };
}

/** The system throws for an account that it has no name for. */
function ownName(): string | null {
  try {
    return userInfo().username;
  } catch {
    return null;
  }
}
