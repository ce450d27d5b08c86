/** The rights of one domain, by the object that has them: whether each is granted, what it is, why, and what fails without it. */
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ShortIdentifier } from '../../components/short-identifier.tsx';
import { useTableStyles } from '../../components/table-styles.ts';
import type { Tone } from '../../components/tone.ts';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { rightsTexts } from '../../texts/wizard/rights-texts.ts';
import type { RightRow } from './rights-rows.ts';

const tones = {
  present: 'good',
  missing: 'attention',
  unreadable: 'attention',
  unseen: 'quiet',
  anyway: 'good',
} as const satisfies Record<RightRow['state'], Tone>;

interface RightsTableViewProps {
  readonly label: string;
  readonly rows: readonly RightRow[];
}

export function RightsTableView({ label, rows }: RightsTableViewProps) {
  const table = useTableStyles();
  const styles = useStyles();
  const { state, permission, why } = rightsTexts.columns;
  return (
    <table className={table.table} aria-label={label}>
      <thead>
        <tr>
          {[permission, why, state].map((word, index) => (
            <th
              key={word}
              scope="col"
              className={mergeClasses(table.heading, styles.plain, index === 1 && styles.wide)}
            >
              {word}
            </th>
          ))}
        </tr>
      </thead>
      {[...new Set(rows.map(({ where }) => where))].map((where) => (
        <tbody key={where}>
          <tr>
            <th scope="rowgroup" colSpan={3} className={mergeClasses(table.cell, styles.where)}>
              <ShortIdentifier text={where} />
            </th>
          </tr>
          {rows
            .filter((row) => row.where === where)
            .map((row) => (
              <RightLine key={row.right} row={row} />
            ))}
        </tbody>
      ))}
    </table>
  );
}

function RightLine({ row: { permission, appliesTo, why, without, state } }: { readonly row: RightRow }) {
  const table = useTableStyles();
  const styles = useStyles();
  return (
    <tr>
      <th scope="row" className={mergeClasses(table.cell, styles.right)}>
        <div>{permission}</div>
        <div className={table.note}>{appliesTo}</div>
      </th>
      <td className={table.cell}>{rightsTexts.whyAndWithout(why, without)}</td>
      <td className={table.cell}>
        <span className={styles.state}>
          <ToneIcon tone={tones[state]} /> {rightsTexts.state[state]}
        </span>
      </td>
    </tr>
  );
}

const useStyles = makeStyles({
  // The page scrolls, not the table.
  plain: { position: 'static' },
  wide: { width: '46%' },
  where: { textAlign: 'left', fontWeight: tokens.fontWeightSemibold, paddingTop: tokens.spacingVerticalM },
  right: { textAlign: 'left', fontWeight: tokens.fontWeightRegular },
  state: {
    display: 'inline-flex',
    alignItems: 'flex-start',
    gap: tokens.spacingHorizontalXS,
    '& > svg': { marginTop: '2px' },
  },
});
