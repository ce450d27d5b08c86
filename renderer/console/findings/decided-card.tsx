/**
 * What is approved and no run has made yet, or what is rejected, until when, and the way to take that back: the one would be made as soon as
 * it is due, the other stay undone.
 */
import { makeStyles, tokens } from '@fluentui/react-components';
import type { Bridge } from '../../../electron/contract/bridge.ts';
import { type DecidedTogether, decidedTogether, type Verdict } from '../../../electron/contract/decided-together.ts';
import { Card } from '../../components/card.tsx';
import { TableHead } from '../../components/table-head.tsx';
import { useTableStyles } from '../../components/table-styles.ts';
import { findingsTexts } from '../../texts/console/findings-texts.ts';
import { dangerText } from '../../texts/danger-texts.ts';
import { decidedName } from './decided-name.ts';
import { EndingCells } from './ending-cells.tsx';
import { TakenBack } from './taken-back.tsx';
import { type Decisions, useTakingBack } from './use-decisions.ts';

interface DecidedCardProps {
  readonly verdict: Verdict;
  readonly bridge: Bridge;
  readonly decisions: Decisions;
  readonly mayDecide: boolean;
}

export function DecidedCard({ verdict, bridge, decisions: { answer, readAgain }, mayDecide }: DecidedCardProps) {
  const words = findingsTexts.inForce[verdict];
  const styles = useStyles();
  const [takingBack, takeBack] = useTakingBack(readAgain, async ({ finding, changes }: DecidedTogether) => {
    const subject = finding === null ? { digests: changes.map(({ digest }) => digest) } : { finding };
    const ended = await bridge.call('approvals.takeBack', { ...subject, verdict });
    return ended.ok ? { ok: true, value: ended.value.changes } : ended;
  });
  const decided = decidedTogether(verdict, answer.kind === 'given' ? answer.value.decisions : []);
  return (
    <>
      <TakenBack takingBack={takingBack} words={words} />
      {decided.length === 0 ? null : (
        <Card heading={words.heading}>
          <div className={styles.note}>{words.explanation}</div>
          <DecidedTable
            verdict={verdict}
            decided={decided}
            onTakeBack={mayDecide ? (one) => void takeBack(one) : null}
          />
        </Card>
      )}
    </>
  );
}

interface DecidedTableProps {
  readonly verdict: Verdict;
  readonly decided: readonly DecidedTogether[];
  /** Null for whoever may only look. */
  readonly onTakeBack: ((together: DecidedTogether) => void) | null;
}

function DecidedTable({ verdict, decided, onTakeBack }: DecidedTableProps) {
  const words = findingsTexts.inForce[verdict];
  const styles = useStyles();
  const { table, cell, note } = useTableStyles();
  const { what, by: byWhom, until, act } = words.table;
  return (
    <table className={table} aria-label={words.heading}>
      <TableHead words={[what, byWhom, until, ...(onTakeBack === null ? [] : [act])]} className={styles.heading} />
      <tbody>
        {decided.map((together) => {
          const name = decidedName(together);
          return (
            <tr key={`${together.finding ?? together.changes[0]?.digest} ${together.isAttempted}`}>
              <td className={cell}>
                <div>{name}</div>
                <div className={note}>{together.kinds.map(dangerText).join(', ')}</div>
                {together.isAttempted ? <div className={note}>{findingsTexts.attempted}</div> : null}
              </td>
              <EndingCells
                by={together.by}
                expiresAt={together.expiresAt}
                name={name}
                words={words}
                onTakeBack={onTakeBack === null ? null : () => onTakeBack(together)}
              />
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const useStyles = makeStyles({
  note: { color: tokens.colorNeutralForeground2 },
  heading: {
    ':nth-child(3)': { width: '152px' },
    ':nth-child(4)': { width: `calc(96px + ${tokens.spacingHorizontalM})` },
  },
});
