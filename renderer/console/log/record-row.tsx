/** One record of the provisioning log and, when opened, its before and after and why it was. */
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right';
import { useId, useState } from 'react';
import { Moment } from '../../components/moment.tsx';
import { useTableStyles } from '../../components/table-styles.ts';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { formatClock } from '../../format.ts';
import { changesTexts } from '../../texts/console/changes-texts.ts';
import { overviewTexts } from '../../texts/overview-texts.ts';
import { EntryDetails } from '../overview/entry-details.tsx';
import type { RecordLine } from './record-line.ts';

interface RecordRowProps {
  readonly line: RecordLine;
  readonly now: number;
}

export function RecordRow({ line, now }: RecordRowProps) {
  const styles = useStyles();
  const { cell: closed, note } = useTableStyles();
  const [isOpen, setOpen] = useState(false);
  const cell = mergeClasses(closed, isOpen && styles.open);
  const detailsId = useId();
  return (
    <>
      <tr>
        <td className={cell}>
          <Moment instant={line.at} words={formatClock(line.at, now)} />
        </td>
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
              onClick={() => setOpen(!isOpen)}
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
          <td id={detailsId} colSpan={4} className={styles.details}>
            <EntryDetails line={line} />
            <div className={mergeClasses(note, styles.facts)}>
              {line.tenantObjectId === null ? null : (
                <div>
                  {changesTexts.tenantId} {line.tenantObjectId}
                </div>
              )}
              {line.facts.map((fact) => (
                <div key={fact}>{fact}</div>
              ))}
            </div>
          </td>
        </tr>
      ) : null}
    </>
  );
}

const useStyles = makeStyles({
  open: { borderBottomColor: 'transparent' },
  who: { display: 'flex', gap: tokens.spacingHorizontalXS },
  toggle: { height: '20px', minWidth: '24px', paddingTop: 0, paddingBottom: 0 },
  names: { minWidth: 0 },
  outcome: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  details: {
    padding: `0 ${tokens.spacingHorizontalS} ${tokens.spacingVerticalL} 36px`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  facts: { marginTop: tokens.spacingVerticalXS, overflowWrap: 'anywhere', userSelect: 'text' },
});
