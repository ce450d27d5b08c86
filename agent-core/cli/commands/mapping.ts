/** bridgehead mapping: what becomes of each attribute of the directory, without asking an agent. */
import { assertNever } from '../../contract/assert-never.ts';
import { type MappingState, type MappingTableRow, mappingTable } from '../../contract/mapping-table.ts';
import { succeed } from '../../contract/result.ts';
import type { Command } from '../command.ts';

const objectTypes = ['user', 'group', 'contact'] as const satisfies readonly MappingTableRow['objectType'][];
const isObjectType = (word: string) => objectTypes.some((type) => type === word);

export const mappingCommand: Command = {
  name: 'mapping',
  usage: 'mapping [user|group|contact]',
  summary: 'which attributes of the directory are written to which properties, and which are not, and why',
  options: {},
  required: [],
  words: { atLeast: 0, atMost: 1 },
  findMistake: ({ words: [type] }) =>
    type === undefined || isObjectType(type) ? null : `"${type}" is none of ${objectTypes.join(', ')}`,
  run: async ({ words: [type] }) => {
    const rows = mappingTable.filter(({ objectType }) => type === undefined || objectType === type);
    return succeed({ json: { rows }, text: rows.map(rowText).join('') });
  },
};

const rowText = ({ objectType, target, source, state }: MappingTableRow) =>
  `${objectType.padEnd(7)}  ${target.padEnd(36)}  ${stateText(state)}\n${' '.repeat(11)}from ${source}\n`;

function stateText(state: MappingState): string {
  switch (state.kind) {
    case 'written':
      return `written to ${state.property}${state.note === null ? '' : `: ${state.note}`}`;
    case 'notWritable':
      return `not written, because ${state.because}`;
    case 'needsExtension':
      return 'not written: Graph has no property for it, it needs an extension';
    default:
      return assertNever(state);
  }
}
