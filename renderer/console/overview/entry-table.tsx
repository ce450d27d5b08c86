/** The entries of a run or preview: who, what, outcome; each line opens to show before and after. */
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { type ReactNode, useEffect, useMemo } from 'react';
import type { RunReport } from '../../../electron/contract/bridge.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Reading } from '../../components/reading.tsx';
import { useTableStyles } from '../../components/table-styles.ts';
import { commonTexts } from '../../texts/common-texts.ts';
import { overviewTexts } from '../../texts/overview-texts.ts';
import { type CountedGroup, entryLineOf } from './entry-line.ts';
import { EntryRow } from './entry-row.tsx';
import { foldLines } from './fold-lines.ts';
import type { EntryList } from './overview-state.ts';
import { linesIn, needsMore } from './shown-entries.ts';

interface EntryTableProps {
  readonly list: EntryList;
  readonly result: RunReport['result'];
  readonly isPreview: boolean;
  /** Whose lines alone are shown; null for all. */
  readonly only: CountedGroup | null;
  readonly onShowAll: () => void;
  readonly onReadMore: () => void;
}

export function EntryTable({ list, result, isPreview, only, onShowAll, onReadMore }: EntryTableProps) {
  const styles = useStyles();
  const table = useTableStyles();
  const heading = mergeClasses(table.heading, styles.heading);
  const all = useMemo(() => list.entries.map(entryLineOf), [list.entries]);
  const lines = useMemo(() => linesIn(all, only), [all, only]);
  const folded = useMemo(() => foldLines(lines), [lines]);
  const readsOn = needsMore(list, lines.length, only);
  useEffect(() => {
    if (readsOn) onReadMore();
  }, [readsOn, onReadMore]);
  if (all.length === 0 && list.stage.kind === 'ready') return <NoEntries result={result} isPreview={isPreview} />;
  return (
    <div className={styles.frame}>
      {only === null ? null : (
        <div className={styles.more}>
          <span className={styles.note}>{overviewTexts.entries.only(overviewTexts.counts[only])}</span>
          <Button size="small" onClick={onShowAll}>
            {overviewTexts.entries.all}
          </Button>
        </div>
      )}
      {lines.length === 0 ? null : (
        <table className={table.table} aria-label={overviewTexts.entries.heading}>
          <thead>
            <tr>
              <th scope="col" className={heading}>
                {overviewTexts.entries.who}
              </th>
              <th scope="col" className={heading}>
                {overviewTexts.entries.what}
              </th>
              <th scope="col" className={heading}>
                {overviewTexts.entries.outcome}
              </th>
            </tr>
          </thead>
          <tbody>
            {folded.map((line) => (
              <EntryRow key={line.key} line={line} />
            ))}
          </tbody>
        </table>
      )}
      <ListEnd list={list} shown={folded.length} onReadMore={onReadMore} />
    </div>
  );
}

function NoEntries({ result, isPreview }: Pick<EntryTableProps, 'result' | 'isPreview'>) {
  const { none, noneExplanation, unread, unreadExplanation } = overviewTexts.entries;
  // What it comes to stands above already.
  if (isPreview) return null;
  if (result === 'succeeded') return <EmptyState title={none} explanation={noneExplanation} />;
  return <EmptyState title={unread} explanation={unreadExplanation} />;
}

interface ListEndProps extends Pick<EntryTableProps, 'list' | 'onReadMore'> {
  readonly shown: number;
}

/** What comes after the last line that is here. */
function ListEnd({ list: { stage }, shown, onReadMore }: ListEndProps): ReactNode {
  const styles = useStyles();
  if (stage.kind === 'reading') return <Reading words={overviewTexts.entries.reading} />;
  if (stage.kind === 'stuck') {
    const again = <Button onClick={onReadMore}>{commonTexts.actions.tryAgain}</Button>;
    return (
      <ProblemNotice
        problem={stage.problem}
        lead={overviewTexts.problems.entriesUnreadable}
        tone="attention"
        action={again}
      />
    );
  }
  if (stage.next === null) return null;
  return (
    <div className={styles.more}>
      <span className={styles.note}>{overviewTexts.entries.shown(shown)}</span>
      <Button onClick={onReadMore}>{commonTexts.actions.showMore}</Button>
    </div>
  );
}

const useStyles = makeStyles({
  frame: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalM },
  heading: { ':nth-child(1)': { width: '46%', paddingLeft: '36px' }, ':nth-child(3)': { width: '24%' } },
  note: { margin: 0, color: tokens.colorNeutralForeground2 },
  more: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
});
