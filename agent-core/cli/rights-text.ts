/** What an account may do in a directory, as a person reads it in a terminal. */
import type { OtherEntry, RightEntry, RightsTable } from '../contract/rights-requests.ts';

const words: Readonly<Record<RightEntry['state'], string>> = {
  present: 'granted',
  missing: 'MISSING',
  unreadable: 'NOT SEEN',
};

export function rightsText({ account, entries, others }: RightsTable): string {
  const places = Map.groupBy(entries, ({ where }) => where);
  const blocks = [...places].map(([where, rows]) => `\n${where}\n${rows.map(rowText).join('')}`);
  const head = `${account.sAMAccountName} (${account.distinguishedName})\n`;
  return `${head}${blocks.join('')}\n${otherEntriesText(others)}`;
}

export function otherEntriesText(others: readonly OtherEntry[]): string {
  if (others.length === 0) return '';
  const lines = others.map(({ where, entry }) => `  ${where}\n    ${entry}\n`).join('');
  return `The account has these besides, from somebody else; they stay as they are:\n${lines}`;
}

function rowText({ state, permission, appliesTo, why, without }: RightEntry): string {
  return `  ${words[state].padEnd(9)} ${permission} (${appliesTo})\n            ${why}; without it ${without}\n`;
}
