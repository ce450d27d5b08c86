/**
 * Step 2: which objects are synchronised. Every verdict carries the rule that gave it, so that "why is this person missing?"
 * has an answer. The rules stand in a list and are asked in order; the first that excludes decides.
 */
import type { ScopeSettings } from '../contract/settings.ts';
import { allValues, type DirectoryObject, firstValue } from './directory-source.ts';

export interface ScopeRule {
  readonly name: string;
  excludes(object: DirectoryObject): boolean;
}

export interface Scoped {
  readonly inScope: readonly DirectoryObject[];
  readonly outOfScope: readonly { readonly object: DirectoryObject; readonly rule: ScopeRule }[];
}

export function scopeObjects(objects: readonly DirectoryObject[], scope: ScopeSettings): Scoped {
  const rules = scope.kind === 'all' ? scopeRules : [...scopeRules, notYetEvaluated];
  const verdicts = objects.map((object) => ({ object, rule: rules.find((rule) => rule.excludes(object)) }));
  return {
    inScope: verdicts.filter((verdict) => verdict.rule === undefined).map((verdict) => verdict.object),
    outOfScope: verdicts.flatMap(({ object, rule }) => (rule === undefined ? [] : [{ object, rule }])),
  };
}

const notYetEvaluated: ScopeRule = { name: 'scopes of groups and units are not evaluated yet', excludes: () => true };

/** userAccountControl bits of trust, workstation and server accounts ([MS-ADTS] 2.2.16); such an account is no person (rule R15). */
const machineAccountBits = 0x3800n;
/** msExchRecipientTypeDetails of arbitration, discovery, public folder and other system mailboxes. 64 bits wide (rule R16). */
const systemMailboxBits = 0x21c07000n;

/** Rule R15 and the default exclusions for users of Entra Cloud Sync. */
export const scopeRules: readonly ScopeRule[] = [
  {
    name: 'not a user: the most specific class is neither user nor inetOrgPerson',
    excludes: (object) => !['user', 'inetOrgPerson'].includes(allValues(object, 'objectClass').at(-1) ?? ''),
  },
  {
    name: 'not a user: the account of a computer or a trust',
    excludes: (object) => hasBits(firstValue(object, 'userAccountControl'), machineAccountBits),
  },
  {
    name: 'critical system object',
    excludes: (object) => firstValue(object, 'isCriticalSystemObject') === 'TRUE',
  },
  {
    name: 'replication conflict',
    // The DN arrives escaped: the line feed before CNF is written \0A ([MS-ADTS] 3.1.1.5.1.3, rule R16).
    excludes: (object) => /^CN=[^,]*\\0ACNF:/i.test(firstValue(object, 'distinguishedName') ?? ''),
  },
  {
    name: 'no sAMAccountName',
    excludes: (object) => firstValue(object, 'sAMAccountName') === null,
  },
  {
    name: 'adminDescription starts with User_',
    excludes: (object) => /^User_/i.test(firstValue(object, 'adminDescription') ?? ''),
  },
  {
    name: 'account of a synchronisation or of support',
    excludes: (object) =>
      /^(AAD_|MSOL_|CAS_[^{]*\{|SUPPORT_388945a0$)/i.test(firstValue(object, 'sAMAccountName') ?? ''),
  },
  {
    name: 'system mailbox',
    excludes: (object) =>
      /^(SystemMailbox\{|CAS_[^{]*\{)/i.test(firstValue(object, 'mailNickname') ?? '') ||
      hasBits(firstValue(object, 'msExchRecipientTypeDetails'), systemMailboxBits),
  },
];

/** The value is a signed decimal of up to 64 bits; anything else has no bits. */
function hasBits(value: string | null, bits: bigint): boolean {
  return value !== null && /^-?\d+$/.test(value) && (BigInt.asUintN(64, BigInt(value)) & bits) !== 0n;
}
