/** Which objects the guard does not hold for which kind of danger, until when, and the way to end that now. */
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Bridge, Exemption } from '../../../electron/contract/bridge.ts';
import { Card } from '../../components/card.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { TableHead } from '../../components/table-head.tsx';
import { useTableStyles } from '../../components/table-styles.ts';
import { commonTexts } from '../../texts/common-texts.ts';
import { findingsTexts } from '../../texts/console/findings-texts.ts';
import { dangerText } from '../../texts/danger-texts.ts';
import { EndingCells } from './ending-cells.tsx';
import { TakenBack } from './taken-back.tsx';
import { type Decisions, useTakingBack } from './use-decisions.ts';

const words = findingsTexts.exemptions;

interface ExemptionsCardProps {
  readonly bridge: Bridge;
  readonly decisions: Decisions;
  readonly mayDecide: boolean;
}

export function ExemptionsCard({ bridge, decisions: { answer, readAgain }, mayDecide }: ExemptionsCardProps) {
  const [takingBack, takeBack] = useTakingBack(readAgain, async ({ objectGuid, kind, name }: Exemption) => {
    const ended = await bridge.call('approvals.exempt', { subject: { objectGuid, kind }, isExempt: false });
    return ended.ok ? { ok: true, value: name ?? objectGuid } : ended;
  });
  const exemptions = answer.kind === 'given' ? answer.value.exemptions : [];
  const again = <Button onClick={readAgain}>{commonTexts.actions.tryAgain}</Button>;
  return (
    <>
      <TakenBack takingBack={takingBack} words={words} />
      {answer.kind === 'refused' ? (
        <Card heading={words.heading}>
          <ProblemNotice problem={answer.problem} lead={words.unread} tone="attention" action={again} />
        </Card>
      ) : null}
      {exemptions.length === 0 ? null : (
        <Card heading={words.heading}>
          <ExemptionTable exemptions={exemptions} onTakeBack={mayDecide ? (one) => void takeBack(one) : null} />
        </Card>
      )}
    </>
  );
}

interface ExemptionTableProps {
  readonly exemptions: readonly Exemption[];
  /** Null for whoever may only look. */
  readonly onTakeBack: ((exemption: Exemption) => void) | null;
}

function ExemptionTable({ exemptions, onTakeBack }: ExemptionTableProps) {
  const styles = useStyles();
  const { table, cell, note } = useTableStyles();
  const { who, kind: forKind, by: byWhom, until, act } = words.table;
  return (
    <table className={table} aria-label={words.heading}>
      <TableHead
        words={[who, forKind, byWhom, until, ...(onTakeBack === null ? [] : [act])]}
        className={styles.heading}
      />
      <tbody>
        {exemptions.map((exemption) => {
          const { objectGuid, name, kind, by, expiresAt } = exemption;
          return (
            <tr key={`${objectGuid} ${kind}`}>
              <td className={cell}>
                <div>{name ?? objectGuid}</div>
                {name === null ? null : <div className={note}>{objectGuid}</div>}
              </td>
              <td className={mergeClasses(cell, styles.words)}>{dangerText(kind)}</td>
              <EndingCells
                by={by}
                expiresAt={expiresAt}
                name={name ?? objectGuid}
                words={words}
                onTakeBack={onTakeBack === null ? null : () => onTakeBack(exemption)}
              />
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const useStyles = makeStyles({
  /** Of ordinary words none is broken. */
  words: { overflowWrap: 'normal' },
  heading: {
    ':nth-child(1)': { width: '26%' },
    ':nth-child(4)': { width: '152px' },
    ':nth-child(5)': { width: `calc(96px + ${tokens.spacingHorizontalM})` },
  },
});
