/** A line about somebody and what became of them, which opens to show more below. */
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right';
import { type ReactNode, useId, useState } from 'react';
import { useTableStyles } from '../../components/table-styles.ts';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { overviewTexts } from '../../texts/overview-texts.ts';
import type { EntryLine } from './entry-line.ts';

interface OpeningRowProps {
  readonly line: Pick<EntryLine, 'name' | 'signInName' | 'what' | 'attributeNames' | 'tone' | 'outcome'>;
  /** In a column before the others. */
  readonly first?: ReactNode;
  /** Whether it opens wherever it is clicked, not by its button alone. */
  readonly opensAnywhere: boolean;
  /** What it shows when it is open. */
  readonly children: ReactNode;
}

export function OpeningRow({ line, first, opensAnywhere, children }: OpeningRowProps) {
  const styles = useStyles();
  const { cell: closed, note } = useTableStyles();
  const [isOpen, setOpen] = useState(false);
  const cell = mergeClasses(closed, isOpen && styles.open);
  const detailsId = useId();
  const toggle = () => setOpen(!isOpen);
  return (
    <>
      <tr {...(opensAnywhere && { className: styles.row, onClick: toggle })}>
        {first === undefined ? null : <td className={cell}>{first}</td>}
        <td className={cell}>
          <div className={styles.who}>
            <Button
              appearance="transparent"
              size="small"
              className={styles.toggle}
              icon={isOpen ? <ChevronDownRegular /> : <ChevronRightRegular />}
              aria-label={overviewTexts.entries.details(line.name)}
              aria-expanded={isOpen}
              aria-controls={isOpen ? detailsId : undefined}
              onClick={(click) => {
                click.stopPropagation();
                toggle();
              }}
            />
            <div className={styles.names}>
              <div>{line.name}</div>
              <div className={note}>{line.signInName}</div>
            </div>
          </div>
        </td>
        <td className={cell}>
          <div>{line.what}</div>
          <div className={note}>{line.attributeNames}</div>
        </td>
        <td className={cell}>
          <div className={styles.outcome}>
            <ToneIcon tone={line.tone} />
            {line.outcome}
          </div>
        </td>
      </tr>
      {isOpen ? (
        <tr>
          <td id={detailsId} colSpan={first === undefined ? 3 : 4} className={styles.details}>
            {children}
          </td>
        </tr>
      ) : null}
    </>
  );
}

const useStyles = makeStyles({
  row: { cursor: 'pointer', ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover } },
  open: { borderBottomColor: 'transparent' },
  who: { display: 'flex', gap: tokens.spacingHorizontalXS },
  toggle: { height: '20px', minWidth: '24px', paddingTop: 0, paddingBottom: 0 },
  names: { minWidth: 0 },
  outcome: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  details: {
    padding: `0 ${tokens.spacingHorizontalS} ${tokens.spacingVerticalL} 36px`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
});
