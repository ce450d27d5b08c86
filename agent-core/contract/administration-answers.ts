/**
 * What an answer file wants done in a directory before the set-up, in the name of an administrator of it: a managed account (rule R36) and
 * the rights of the agent's account (rule R19). None of it is a setting: it is used once, and kept nowhere.
 */
import { z } from 'zod';
import { managedAccountWishSchema, managedNameSchema } from './account-requests.ts';
import { passwordSourceSchema } from './password-source.ts';
import { administratorSchema } from './rights-requests.ts';

export const administrationAnswers = {
  /** Whose name and password are lent for it. */
  administrator: z
    .strictObject({
      /** userPrincipalName. */
      account: administratorSchema.shape.account,
      password: passwordSourceSchema.default('prompt'),
    })
    .nullable()
    .default(null),
  /** The account of the domain is a managed one that the service is to run as. */
  managedAccount: z
    .strictObject({
      /** Otherwise it must be there. */
      create: z.boolean().default(true),
      ...managedAccountWishSchema,
    })
    .nullable()
    .default(null),
  /** Whether the account is granted what it needs and does not have. */
  grantRights: z.boolean().default(false),
};

interface DomainAnswers extends z.output<z.ZodObject<typeof administrationAnswers>> {
  readonly name: string;
  readonly account: string;
  readonly identity: string;
}

/** What contradicts itself, each with the key that has to change. */
export function contradictionsIn(domain: DomainAnswers): readonly (readonly [key: string, words: string])[] {
  const { managedAccount, grantRights, administrator, identity, account, name } = domain;
  const found: (readonly [string, string])[] = [];
  if (managedAccount !== null && identity !== 'service') found.push(['managedAccount', 'needs "identity": "service"']);
  if (managedAccount !== null && !isManagedAccountOf(account, name))
    found.push(['account', `must be NAME$@${name} for a managed account, with a NAME of at most 15 characters`]);
  if (administrator === null && managedAccount !== null) found.push(['managedAccount', 'needs an "administrator"']);
  if (administrator === null && grantRights) found.push(['grantRights', 'needs an "administrator"']);
  if (administrator !== null && managedAccount === null && !grantRights)
    found.push(['administrator', 'is for "managedAccount" or "grantRights"']);
  return found;
}

/** sAMAccountName of an account that is known to be a managed one, without the $. */
export const nameOfManagedAccount = (account: string): string => account.split('@')[0]?.replace(/\$$/, '') ?? '';

function isManagedAccountOf(account: string, domain: string): boolean {
  const [local = '', suffix = ''] = account.split('@');
  return (
    local.endsWith('$') && managedNameSchema.safeParse(local).success && suffix.toLowerCase() === domain.toLowerCase()
  );
}
