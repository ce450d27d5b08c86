/** What is approved and no run has made yet, until when, and the way to take that back: it would be made as soon as it is due. */
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useCallback, useEffect, useState } from 'react';
import type { Bridge, Decision, Problem } from '../../../electron/contract/bridge.ts';
import { Card } from '../../components/card.tsx';
import { Moment } from '../../components/moment.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { TableHead } from '../../components/table-head.tsx';
import { useTableStyles } from '../../components/table-styles.ts';
import { Who } from '../../components/who.tsx';
import { formatDay } from '../../format.ts';
import { findingsTexts } from '../../texts/console/findings-texts.ts';
import { dangerText } from '../../texts/danger-texts.ts';
import { useAnswer } from '../../use-answer.ts';
import { type ApprovedTogether, approvedTogether } from './approved-together.ts';

const words = findingsTexts.approved;

interface ApprovedCardProps {
  readonly bridge: Bridge;
  readonly mayDecide: boolean;
  /** False while the findings are read anew: whatever led to that may have changed what is approved. */
  readonly isSettled: boolean;
}

type TakingBack =
  | { readonly kind: 'none' | 'asked' }
  | { readonly kind: 'done'; readonly changes: number }
  | { readonly kind: 'refused'; readonly problem: Problem };

export function ApprovedCard({ bridge, mayDecide, isSettled }: ApprovedCardProps) {
  const styles = useStyles();
  const [answer, ask] = useAnswer(useCallback(() => bridge.call('approvals.decisions', {}), [bridge]));
  const [takingBack, setTakingBack] = useState<TakingBack>({ kind: 'none' });
  useEffect(() => {
    if (isSettled) ask();
  }, [ask, isSettled]);
  const takeBack = async ({ finding, digests }: ApprovedTogether) => {
    if (takingBack.kind === 'asked') return;
    setTakingBack({ kind: 'asked' });
    const done = await bridge.call('approvals.takeBack', finding === null ? { digests } : { finding });
    setTakingBack(done.ok ? { kind: 'done', changes: done.value.changes } : { kind: 'refused', problem: done.problem });
    ask();
  };
  const decisions: readonly Decision[] = answer.kind === 'given' ? answer.value.decisions : [];
  const approved = approvedTogether(decisions);
  return (
    <>
      <div role="status" className={styles.status}>
        {takingBack.kind === 'done' ? (
          <Notice tone="good" title={words.takenBack(takingBack.changes)} explanation="" />
        ) : null}
      </div>
      {takingBack.kind === 'refused' ? <ProblemNotice problem={takingBack.problem} lead={words.refused} /> : null}
      {approved.length === 0 ? null : (
        <Card heading={words.heading}>
          <div className={styles.note}>{words.explanation}</div>
          <ApprovedTable approved={approved} onTakeBack={mayDecide ? (one) => void takeBack(one) : null} />
        </Card>
      )}
    </>
  );
}

interface ApprovedTableProps {
  readonly approved: readonly ApprovedTogether[];
  /** Null for whoever may only look. */
  readonly onTakeBack: ((together: ApprovedTogether) => void) | null;
}

function ApprovedTable({ approved, onTakeBack }: ApprovedTableProps) {
  const styles = useStyles();
  const { table, cell, note } = useTableStyles();
  const { what, by: byWhom, until, act } = words.table;
  return (
    <table className={table} aria-label={words.heading}>
      <TableHead words={[what, byWhom, until, ...(onTakeBack === null ? [] : [act])]} className={styles.heading} />
      <tbody>
        {approved.map((together) => {
          const name = words.changes(together.names, together.digests.length);
          return (
            <tr key={together.finding ?? together.digests[0]}>
              <td className={cell}>
                <div>{name}</div>
                <div className={note}>{together.kinds.map(dangerText).join(', ')}</div>
              </td>
              <td className={cell}>
                <Who words={together.by} />
              </td>
              <td className={cell}>
                {together.expiresAt === null ? null : (
                  <Moment instant={together.expiresAt} words={formatDay(together.expiresAt)} />
                )}
              </td>
              {onTakeBack === null ? null : (
                <td className={cell}>
                  <Button size="small" aria-label={words.takeBackOf(name)} onClick={() => onTakeBack(together)}>
                    {words.takeBack}
                  </Button>
                </td>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const useStyles = makeStyles({
  // It is there from the beginning, so that what it will say is read out; empty it takes no room.
  status: { ':empty': { position: 'absolute' } },
  note: { color: tokens.colorNeutralForeground2 },
  heading: {
    ':nth-child(3)': { width: '152px' },
    ':nth-child(4)': { width: `calc(96px + ${tokens.spacingHorizontalM})` },
  },
});
