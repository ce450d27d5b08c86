/** What an account may do in a directory, as a person reads it in a terminal. */
import { directoryRightTexts } from '../contract/directory-rights.ts';
import type { OtherEntry, RemovedEntry, RightEntry, RightsTable } from '../contract/rights-requests.ts';

const words: Readonly<Record<RightEntry['state'], string>> = {
  present: 'granted',
  missing: 'MISSING',
  unreadable: 'NOT SEEN',
};
/** Of a right that is missing and that the account does not need by itself. */
const anyway = 'anyway';

export function rightsText({ account, entries, others }: RightsTable): string {
  const places = Map.groupBy(entries, ({ where }) => where);
  const blocks = [...places].map(([where, rows]) => `\n${where}\n${rows.map(rowText).join('')}`);
  const head = `${account.sAMAccountName} (${account.distinguishedName})\n`;
  return `${head}${blocks.join('')}\n${otherEntriesText(others)}`;
}

/**
 * What is to be made of a table: how many are missing, which could not be seen, and what no run sees.
 * @param grants whatever makes an entry of the account's own of each that is not one yet
 */
export function rightsSumText({ entries }: Pick<RightsTable, 'entries'>, grants = '"rights apply"'): string {
  const count = (wanted: (entry: RightEntry) => boolean) => entries.filter(wanted).length;
  const missing = count(({ state, isHeldAnyway }) => state === 'missing' && isHeldAnyway !== true);
  const held = count(({ isHeldAnyway }) => isHeldAnyway === true);
  const unseen = count(({ state }) => state === 'unreadable');
  const lines = [
    ...(missing + held + unseen === 0 ? ['Everything is granted.'] : []),
    ...(missing === 0 ? [] : [`${missing} of ${entries.length} are missing: ${grants} grants them.`]),
    ...(held === 0
      ? []
      : [
          `${held} of ${entries.length} it has anyway, through a group or because everybody may by default: ${grants} grants them to the account itself, so that it keeps them.`,
        ]),
    ...(unseen === 0
      ? []
      : [
          `${unseen} of ${entries.length} could not be seen: the administrator may not read who has access there. ${grants} finds out.`,
        ]),
    ...(entries.some(({ right }) => right === 'deletions')
      ? []
      : [
          'With rights on units deletions are not seen: whoever is deleted in the directory stays in the tenant, held as vanished.',
        ]),
  ];
  return `${lines.join('\n')}\n`;
}

export function removedEntriesText(removed: readonly RemovedEntry[]): string {
  const places = Map.groupBy(removed, ({ where }) => where);
  return [...places].map(([where, entries]) => `${where}\n${entries.map(removedText).join('')}`).join('');
}

export function otherEntriesText(others: readonly OtherEntry[]): string {
  if (others.length === 0) return '';
  const lines = others.map(({ where, entry }) => `  ${where}\n    ${entry}\n`).join('');
  return `The account has these besides, from somebody else; they stay as they are:\n${lines}`;
}

function rowText({ state, isHeldAnyway, permission, appliesTo, why, without }: RightEntry): string {
  const word = isHeldAnyway === true ? anyway : words[state];
  return `  ${word.padEnd(9)} ${permission} (${appliesTo})\n            ${why}; without it ${without}\n`;
}

function removedText({ right, entry }: RemovedEntry): string {
  if (right === undefined) return `  ${entry}\n`;
  const { permission, appliesTo } = directoryRightTexts[right];
  return `  ${permission} (${appliesTo})\n`;
}
