/** What a removal took back in the directories, and what stays there, as a person reads it. */
import { defaultDataDir } from '../client/control-address.ts';
import { administrationLine } from '../contract/administration-line.ts';
import type { DomainSettings } from '../contract/settings.ts';
import type { TakenBack } from './take-back.ts';

const stays: Readonly<Record<NonNullable<TakenBack['keptBecause']>, string>> = {
  stillUsed: 'other servers use the account, so it stays, and its rights',
  notOurs: 'the account stays: Bridgehead did not make it',
  notThere: 'the account is not there any more, and has no rights',
  notManaged: 'the account stays: it is no managed account (gMSA), and no other is deleted',
};

export function takenBackText(taken: readonly TakenBack[]): string {
  return taken
    .map(({ domain, account, rightsRemoved, isAccountDeleted, keptBecause }) => {
      const parts = [
        ...(keptBecause === 'stillUsed' || keptBecause === 'notThere' ? [] : [`rights taken back: ${rightsRemoved}`]),
        ...(isAccountDeleted ? ['the account was deleted'] : []),
        ...(keptBecause === null ? [] : [stays[keptBecause]]),
      ];
      return `${account} in ${domain}: ${parts.join('; ')}.\n`;
    })
    .join('');
}

/** @param dataDir of the agent that the lines are for */
export function stayingText(staying: readonly DomainSettings[], dataDir: string): string {
  if (staying.length === 0) return '';
  const agent = dataDir === defaultDataDir() ? [] : ['--data-dir', dataDir];
  const lines = staying.map(
    (domain) => `  ${domain.account} in ${domain.name}: ${administrationLine('rights remove', domain, agent)}\n`,
  );
  return `Rights that these accounts were granted in the directory stay until an administrator of the domain takes them back:\n${lines.join('')}`;
}
