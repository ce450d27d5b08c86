/** One record of the provisioning log and, when opened, its before and after and why it was. */
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Moment } from '../../components/moment.tsx';
import { useTableStyles } from '../../components/table-styles.ts';
import { formatClock } from '../../format.ts';
import { changesTexts } from '../../texts/console/changes-texts.ts';
import { EntryDetails } from '../overview/entry-details.tsx';
import { OpeningRow } from '../overview/opening-row.tsx';
import type { RecordLine } from './record-line.ts';

interface RecordRowProps {
  readonly line: RecordLine;
  readonly now: number;
}

export function RecordRow({ line, now }: RecordRowProps) {
  const styles = useStyles();
  const { note } = useTableStyles();
  return (
    <OpeningRow
      line={line}
      first={<Moment instant={line.at} words={formatClock(line.at, now)} />}
      opensAnywhere={false}
    >
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
    </OpeningRow>
  );
}

const useStyles = makeStyles({
  facts: { marginTop: tokens.spacingVerticalXS, overflowWrap: 'anywhere', userSelect: 'text' },
});
