/** Finds the account that is meant by one of its names. */
import { type Client, EqualityFilter, type Filter, NoSuchObjectError, OrFilter } from 'ldapts';
import { problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import type { RightsTable } from '../../contract/rights-requests.ts';
import { distinguishedNameOf } from '../domain-names.ts';
import { bytesOf, textsOf } from '../entry-values.ts';
import { sendSearch } from '../search-pages.ts';
import { securityIdentifierOf } from '../security-identifier.ts';

export type FoundAccount = RightsTable['account'];

/**
 * Problems: rights.unknown-account, rights.ambiguous-account. Throws what the LDAP client throws.
 * @param name userPrincipalName, sAMAccountName or DOMAIN\name
 */
export async function findAccount(client: Client, domainName: string, name: string): Promise<Result<FoundAccount>> {
  const short = name.replace(/^[^\\]*\\/, '');
  const [local = '', suffix] = short.split('@');
  const equals = (attribute: string, value: string) => new EqualityFilter({ attribute, value });
  const names: Filter[] = [equals('userPrincipalName', short), equals('sAMAccountName', short)];
  // Every account has this sign-in name, whether or not it has another.
  if (suffix?.toLowerCase() === domainName.toLowerCase()) names.push(equals('sAMAccountName', local));
  const attributes = ['sAMAccountName', 'objectSid'];
  const search = { baseDn: distinguishedNameOf(domainName), filter: new OrFilter({ filters: names }), attributes };
  const { entries } = await sendSearch(client, search, []);
  const [entry, another] = entries;
  const sid = entry === undefined ? null : bytesOf(entry, 'objectSid');
  const text = sid === null ? null : securityIdentifierOf(sid);
  if (entry === undefined || text === null) return fail(problem('rights.unknown-account', `${name} in ${domainName}`));
  if (another !== undefined) {
    return fail(problem('rights.ambiguous-account', `${name} is ${entry.name} and ${another.name}`));
  }
  const sAMAccountName = textsOf(entry, 'sAMAccountName')[0] ?? short;
  return succeed({ sAMAccountName, distinguishedName: entry.name, sid: text });
}

/** Everyone, Authenticated Users, Users. */
const everybody = ['S-1-1-0', 'S-1-5-11', 'S-1-5-32-545'] as const;
/** Pre-Windows 2000 Compatible Access, to which everybody belongs where an administrator did not change that. */
const compatibleAccess = 'S-1-5-32-554';

/** Of an account, of the groups that it is in, and of those that everybody is in. Throws what the LDAP client throws. */
export async function readIdentifiersOf(
  client: Client,
  { distinguishedName, sid }: FoundAccount,
): Promise<ReadonlySet<string>> {
  const ofOne = { scope: 'base', filter: '(objectClass=*)' } as const;
  const own = await sendSearch(client, { ...ofOne, baseDn: distinguishedName, attributes: ['tokenGroups'] }, []);
  const groups = own.entries.flatMap(({ attributes }) =>
    attributes.flatMap((attribute) =>
      Array.from({ length: attribute.count }, (_, index) => securityIdentifierOf(attribute.bytes(index))),
    ),
  );
  const search = { ...ofOne, baseDn: `<SID=${compatibleAccess}>`, attributes: ['member'] };
  const { entries } = await sendSearch(client, search, []).catch((error: unknown) => {
    if (error instanceof NoSuchObjectError) return { entries: [] };
    throw error;
  });
  const members = entries.flatMap((entry) => textsOf(entry, 'member'));
  const isOpen = members.some((member) => /^CN=(S-1-1-0|S-1-5-11),/i.test(member));
  return new Set([sid, ...everybody, ...(isOpen ? [compatibleAccess] : []), ...groups.filter((each) => each !== null)]);
}
