/** Approvals that wait for their run, and what was rejected. */
import { Button, makeStyles } from '@fluentui/react-components';
import type { Decision } from '../../../electron/contract/bridge.ts';
import { Card } from '../../components/card.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Moment } from '../../components/moment.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Reading } from '../../components/reading.tsx';
import { TableHead } from '../../components/table-head.tsx';
import { useTableStyles } from '../../components/table-styles.ts';
import { Until } from '../../components/until.tsx';
import { Who } from '../../components/who.tsx';
import { formatDay } from '../../format.ts';
import { commonTexts } from '../../texts/common-texts.ts';
import { decisionsTexts } from '../../texts/console/decisions-texts.ts';
import type { Decisions } from '../findings/use-decisions.ts';

const words = decisionsTexts.inForce;

export function InForceCard({ decisions: { answer, readAgain } }: { readonly decisions: Decisions }) {
  const again = <Button onClick={readAgain}>{commonTexts.actions.tryAgain}</Button>;
  const decisions = answer.kind === 'given' ? answer.value.decisions : [];
  return (
    <Card heading={words.heading}>
      {answer.kind === 'asked' ? <Reading words={words.reading} /> : null}
      {answer.kind === 'refused' ? (
        <ProblemNotice problem={answer.problem} lead={words.unread} tone="attention" action={again} />
      ) : null}
      {answer.kind === 'given' && decisions.length === 0 ? (
        <EmptyState title={words.none} explanation={words.noneExplanation} />
      ) : null}
      {decisions.length === 0 ? null : <DecisionTable decisions={decisions} />}
    </Card>
  );
}

/** As many characters as the command line shows. */
const shownOfDigest = 12;

function DecisionTable({ decisions }: { readonly decisions: readonly Decision[] }) {
  const styles = useStyles();
  const { table, cell } = useTableStyles();
  const { verdict, about, by, at, until } = words.table;
  return (
    <table className={table} aria-label={words.heading}>
      <TableHead words={[verdict, about, by, at, until]} className={styles.heading} />
      <tbody>
        {decisions.map((decision) => (
          <tr key={`${decision.digest} ${decision.kind}`}>
            <td className={cell}>{words.verdicts[decision.verdict]}</td>
            <td className={cell}>
              {words.about(decision.kind, decision.what ?? `change ${decision.digest.slice(0, shownOfDigest)}`)}
            </td>
            <td className={cell}>
              <Who words={decision.by} />
            </td>
            <td className={cell}>
              <Moment instant={decision.at} words={formatDay(decision.at)} />
            </td>
            <td className={cell}>
              <Until expiresAt={decision.expiresAt} withoutEnd={words.withoutEnd} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const useStyles = makeStyles({
  heading: {
    ':nth-child(1)': { width: '96px' },
    ':nth-child(4)': { width: '136px' },
    ':nth-child(5)': { width: '136px' },
  },
});
