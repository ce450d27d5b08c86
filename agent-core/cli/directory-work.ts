/** What an answer file wants done in its domains before the set-up, with the passwords it takes. */
import type { AccountSurroundings } from '../contract/account-requests.ts';
import { nameOfManagedAccount } from '../contract/administration-answers.ts';
import type { Answers } from '../contract/answers.ts';
import type { ObjectGuid } from '../contract/identifiers.ts';
import { includedUnits } from '../contract/included-units.ts';
import { type Problem, problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import type { Secret } from '../contract/secret.ts';
import type { DomainSettings } from '../contract/settings.ts';
import { type AnswerSettings, readPassword } from './read-answers.ts';

export interface DirectoryWork {
  readonly domain: DomainSettings;
  readonly administrator: { readonly account: string; readonly password: Secret };
  /** Of one domain at most: the agent runs as one account. */
  readonly managedAccount: Answers['domains'][number]['managedAccount'];
  readonly grantRights: boolean;
  /** Of the scope, in this domain; of use where only units are read. */
  readonly units: readonly ObjectGuid[];
}

/** Problems: those of `readPassword`, and answers.invalid where rights on units are wanted without a unit. */
export async function readDirectoryWork({
  domains,
  settings,
  folder,
}: AnswerSettings): Promise<Result<readonly DirectoryWork[]>> {
  const works: DirectoryWork[] = [];
  for (const [index, { place, administrator, managedAccount, grantRights }] of domains.entries()) {
    const domain = settings.domains[index];
    if (domain === undefined || administrator === null || (managedAccount === null && !grantRights)) continue;
    const units = domain.rights === 'units' ? includedUnits(settings.scope, domain.name) : [];
    if (grantRights && domain.rights === 'units' && units.length === 0)
      return fail(problem('answers.invalid', `${place}.grantRights: needs a unit of ${domain.name} in "scope"`));
    const { account, password: source } = administrator;
    const password = await readPassword(source, { account, place: `${place}.administrator.password`, folder });
    if (!password.ok) return password;
    works.push({ domain, administrator: { account, password: password.value }, managedAccount, grantRights, units });
  }
  return succeed(works);
}

/** As the agent takes it. */
export function administrationFor({ domain, administrator }: DirectoryWork) {
  const { name, controllers, security, certificateAuthorities } = domain;
  return {
    domain: { name, controllers, security, certificateAuthorities },
    administrator: { account: administrator.account, password: administrator.password.reveal() },
  };
}

export const managedWishOf = ({ domain, managedAccount }: DirectoryWork) => ({
  name: nameOfManagedAccount(domain.account),
  computer: managedAccount?.computer ?? null,
  group: managedAccount?.group ?? null,
});

export const rightsWishOf = ({ domain, units }: DirectoryWork) => ({
  ...{ account: domain.account, mode: domain.rights, units: [...units] },
});

/** The machine calls a managed account by its name without the domain. */
export const isRunningAs = (work: DirectoryWork, { runsAs }: AccountSurroundings): boolean =>
  runsAs?.toLowerCase() === `${managedWishOf(work).name}$`.toLowerCase();

/** Where no service runs as a managed account. */
export function missingKeytab({ domain }: DirectoryWork, here: AccountSurroundings): Problem | null {
  if (here.canUseManagedAccount || here.hasClientKeytab !== false) return null;
  const place = here.clientKeytab === null ? 'KRB5_CLIENT_KTNAME is not set' : `nothing is at ${here.clientKeytab}`;
  return problem('account.no-keytab', `${domain.account}: ${place}`);
}
