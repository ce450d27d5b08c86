/** Which attributes of the directory are written, and why the others are not. */
import { makeStyles, tokens } from '@fluentui/react-components';
import { Fragment, useState } from 'react';
import { type MappingState, type MappingTableRow, mappingTable } from '../../../electron/contract/mapping-table.ts';
import { Card } from '../../components/card.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { TableHead } from '../../components/table-head.tsx';
import { useTableStyles } from '../../components/table-styles.ts';
import type { Tone } from '../../components/tone.ts';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { mappingTexts } from '../../texts/console/mapping-texts.ts';

const typeOrder = ['user', 'group', 'contact'] as const satisfies readonly MappingTableRow['objectType'][];
const stateOrder = ['all', 'written', 'notWritable', 'needsExtension'] as const;
const tones = { written: 'good', notWritable: 'quiet', needsExtension: 'quiet' } as const satisfies Record<
  MappingState['kind'],
  Tone
>;

export function MappingCard() {
  const styles = useStyles();
  const [type, setType] = useState<MappingTableRow['objectType']>('user');
  const [state, setState] = useState<(typeof stateOrder)[number]>('all');
  const rows = mappingTable.filter((row) => row.objectType === type && (state === 'all' || row.state.kind === state));
  const { types, states, every, none, noneExplanation } = mappingTexts;
  return (
    <Card heading={mappingTexts.heading} beside={mappingTexts.beside}>
      <div className={styles.filters}>
        <SelectField
          label={mappingTexts.type}
          value={type}
          options={typeOrder.map((value) => ({ value, label: types[value] }))}
          onChoose={setType}
        />
        <SelectField
          label={mappingTexts.state}
          value={state}
          options={stateOrder.map((value) => ({ value, label: value === 'all' ? every : states[value] }))}
          onChoose={setState}
        />
      </div>
      {rows.length === 0 ? <EmptyState title={none} explanation={noneExplanation} /> : <MappingTable rows={rows} />}
    </Card>
  );
}

function MappingTable({ rows }: { readonly rows: readonly MappingTableRow[] }) {
  const styles = useStyles();
  const { table, cell } = useTableStyles();
  const { target, source, state } = mappingTexts.table;
  return (
    <table className={table} aria-label={mappingTexts.heading}>
      <TableHead words={[target, source, state]} className={styles.heading} />
      <tbody>
        {rows.map((row) => (
          <tr key={row.target}>
            <td className={cell}>{row.target}</td>
            <td className={cell}>{row.source}</td>
            <td className={cell}>
              <span className={styles.state}>
                <ToneIcon tone={tones[row.state.kind]} />
                <span>
                  <BreakingAtDots words={mappingTexts.stateText(row.state)} />
                </span>
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A property within a property, such as `onPremisesExtensionAttributes.extensionAttribute1`, goes on in the next line behind its dot. */
function BreakingAtDots({ words }: { readonly words: string }) {
  return words.split(/(?<=\w\.)(?=\w)/).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other name than their place
    <Fragment key={index}>
      {index === 0 ? null : <wbr />}
      {part}
    </Fragment>
  ));
}

const useStyles = makeStyles({
  filters: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(200px, 100%), 1fr))',
    gap: tokens.spacingHorizontalM,
  },
  // As wide as the longest name of an attribute is in the smallest window.
  heading: { ':nth-child(1)': { width: '34%' }, ':nth-child(2)': { width: '33%' } },
  state: { display: 'flex', gap: tokens.spacingHorizontalXS, minWidth: 0 },
});
