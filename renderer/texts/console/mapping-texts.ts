/** Every word about which attributes are written. */
import type { MappingState, MappingTableRow } from '../../../electron/contract/mapping-table.ts';

export const mappingTexts = {
  heading: 'Which attributes are written',
  beside: 'Every row that Entra Cloud Sync maps by default, and what becomes of it here.',
  type: 'Of',
  types: { user: 'Users', group: 'Groups', contact: 'Contacts' } satisfies Record<
    MappingTableRow['objectType'],
    string
  >,
  state: 'Show',
  every: 'Every row',
  states: {
    written: 'What is written',
    notWritable: 'What is not writable',
    needsExtension: 'What needs an extension',
  } satisfies Record<MappingState['kind'], string>,
  table: { target: 'Attribute', source: 'From the directory', state: 'In the tenant' },
  stateText: (state: MappingState): string => {
    switch (state.kind) {
      case 'written':
        return `Written to ${state.property}${state.note === null ? '' : `: ${state.note}`}`;
      case 'notWritable':
        return `Not written, because ${state.because}`;
      case 'needsExtension':
        return 'Not written: Graph has no property for it, it needs an extension';
    }
  },
  none: 'No row is like that',
  noneExplanation: 'Choose another type or state.',
} as const;
