/** Finds out whether the forest can make passwords for managed accounts: that takes a KDS root key which every controller has by now. */
import { type Client, NoSuchObjectError } from 'ldapts';
import { type Problem, problem } from '../../contract/problem.ts';
import { textsOf } from '../entry-values.ts';
import { sendSearch } from '../search-pages.ts';

/** Controllers use a key this long after it takes effect ([MS-GKDI] 3.1.4.1.1). */
const convergenceMs = 10 * 60 * 60 * 1000;
const unixEpochInFileTime = 11_644_473_600_000n;

/** What stands in the way; null when nothing does. Throws what the LDAP client throws. */
export async function checkRootKey(client: Client): Promise<Problem | null> {
  const root = await client.search('', { scope: 'base', attributes: ['configurationNamingContext', 'currentTime'] });
  const { configurationNamingContext, currentTime } = root.searchEntries[0] ?? { dn: '' };
  const baseDn = `CN=Master Root Keys,CN=Group Key Distribution Service,CN=Services,${String(configurationNamingContext)}`;
  const search = { baseDn, filter: '(objectClass=msKds-ProvRootKey)', attributes: ['msKds-UseStartTime'] };
  const { entries } = await sendSearch(client, search, []).catch((error: unknown) => {
    if (error instanceof NoSuchObjectError) return { entries: [] };
    throw error;
  });
  const startTimes = entries.flatMap((entry) => textsOf(entry, 'msKds-UseStartTime')).map(BigInt);
  return judgeRootKeys(startTimes, millisecondsOf(String(currentTime)), baseDn);
}

/** @param startTimes of all keys, as FILETIME  @param nowMs by the clock of the controller */
export function judgeRootKeys(startTimes: readonly bigint[], nowMs: number, where: string): Problem | null {
  const usableAt = startTimes.map((time) => Number(time / 10_000n - unixEpochInFileTime) + convergenceMs);
  if (usableAt.length === 0) return problem('account.no-root-key', where);
  const first = Math.min(...usableAt);
  return first <= nowMs
    ? null
    : problem('account.root-key-too-new', `it can be used from ${new Date(first).toISOString()} on`);
}

/** Generalized time ([RFC4517] 3.3.13). */
function millisecondsOf(time: string): number {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/.exec(time) ?? [];
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
