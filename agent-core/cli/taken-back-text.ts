/** What a removal took back in the directories, and what stays there, as a person reads it. */
import type { DomainSettings } from '../contract/settings.ts';
import type { TakenBack } from './take-back.ts';

const stays: Readonly<Record<NonNullable<TakenBack['keptBecause']>, string>> = {
  stillUsed: 'other servers use the account, so it stays, and its rights',
  notOurs: 'the account stays: Bridgehead did not make it',
};

export function takenBackText(taken: readonly TakenBack[]): string {
  return taken
    .map(({ domain, account, rightsRemoved, isAccountDeleted, keptBecause }) => {
      const parts = [
        ...(keptBecause === 'stillUsed' ? [] : [`rights taken back: ${rightsRemoved}`]),
        ...(isAccountDeleted ? ['the account was deleted'] : []),
        ...(keptBecause === null ? [] : [stays[keptBecause]]),
      ];
      return `${account} in ${domain}: ${parts.join('; ')}.\n`;
    })
    .join('');
}

export function stayingText(staying: readonly Pick<DomainSettings, 'name' | 'account'>[]): string {
  if (staying.length === 0) return '';
  const lines = staying.map(
    ({ name, account }) =>
      `  ${account} in ${name}: bridgehead rights remove --domain ${name} --account ${account} --administrator ACCOUNT\n`,
  );
  return `Rights that these accounts were granted in the directory stay until an administrator of the domain takes them back:\n${lines.join('')}`;
}
