/** What is approved and no run has made yet, until when, and the way to take that back: it would be made as soon as it is due. */
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { type ApprovedTogether, approvedTogether } from '../../../electron/contract/approved-together.ts';
import type { Bridge } from '../../../electron/contract/bridge.ts';
import { Card } from '../../components/card.tsx';
import { Moment } from '../../components/moment.tsx';
import { TableHead } from '../../components/table-head.tsx';
import { useTableStyles } from '../../components/table-styles.ts';
import { Who } from '../../components/who.tsx';
import { formatDay } from '../../format.ts';
import { findingsTexts } from '../../texts/console/findings-texts.ts';
import { dangerText } from '../../texts/danger-texts.ts';
import { approvedName } from './approved-name.ts';
import { TakenBack } from './taken-back.tsx';
import { type Decisions, useTakingBack } from './use-decisions.ts';

const words = findingsTexts.approved;

interface ApprovedCardProps {
  readonly bridge: Bridge;
  readonly decisions: Decisions;
  readonly mayDecide: boolean;
}

export function ApprovedCard({ bridge, decisions: { answer, readAgain }, mayDecide }: ApprovedCardProps) {
  const styles = useStyles();
  const [takingBack, takeBack] = useTakingBack(readAgain, async ({ finding, changes }: ApprovedTogether) => {
    const subject = finding === null ? { digests: changes.map(({ digest }) => digest) } : { finding };
    const ended = await bridge.call('approvals.takeBack', subject);
    return ended.ok ? { ok: true, value: ended.value.changes } : ended;
  });
  const approved = approvedTogether(answer.kind === 'given' ? answer.value.decisions : []);
  return (
    <>
      <TakenBack takingBack={takingBack} words={words} />
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
          const name = approvedName(together);
          return (
            <tr key={together.finding ?? together.changes[0]?.digest}>
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
  note: { color: tokens.colorNeutralForeground2 },
  heading: {
    ':nth-child(3)': { width: '152px' },
    ':nth-child(4)': { width: `calc(96px + ${tokens.spacingHorizontalM})` },
  },
});
