/** What the guard holds, finding by finding, and what a person can decide about it. */
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { Bridge } from '../../../electron/contract/bridge.ts';
import { Card } from '../../components/card.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Reading } from '../../components/reading.tsx';
import { commonTexts } from '../../texts/common-texts.ts';
import { findingsTexts } from '../../texts/console/findings-texts.ts';
import type { OverviewState } from '../overview/overview-state.ts';
import { DecidedCards } from './decided-cards.tsx';
import { DecisionQuestion } from './decision-question.tsx';
import { FindingCard } from './finding-card.tsx';
import { useFindings } from './use-findings.ts';

interface FindingsPageProps {
  readonly bridge: Bridge;
  readonly overview: OverviewState;
}

export function FindingsPage({ bridge, overview: { connection, lastSeen } }: FindingsPageProps) {
  const styles = useStyles();
  const isConnected = connection.kind === 'connected';
  const { state, actions } = useFindings(bridge, isConnected, lastSeen?.lastRun?.runId ?? null);
  const { stage, findings, held, question, isDeciding, refusal, decided } = state;
  const mayDecide = isConnected && connection.permissions.includes('approve');
  const isKnown = findings.length > 0 || stage.kind === 'ready';
  const again = <Button onClick={actions.readAgain}>{commonTexts.actions.tryAgain}</Button>;
  return (
    <>
      <div role="status" className={styles.status}>
        {decided === null ? null : (
          <Notice
            tone="good"
            title={findingsTexts.done[decided.verdict](decided.changes, decided.rejected)}
            explanation=""
          />
        )}
      </div>
      {refusal === null ? null : <ProblemNotice problem={refusal} lead={findingsTexts.refused} />}
      {isConnected ? null : <div className={styles.note}>{findingsTexts.away}</div>}
      {isConnected && stage.kind === 'reading' && !isKnown ? (
        <Card heading={findingsTexts.heading}>
          <Reading words={findingsTexts.reading} />
        </Card>
      ) : null}
      {isConnected && stage.kind === 'stuck' ? (
        <ProblemNotice problem={stage.problem} lead={findingsTexts.unreadable} tone="attention" action={again} />
      ) : null}
      {stage.kind === 'ready' && findings.length === 0 ? (
        <Card heading={findingsTexts.heading}>
          <EmptyState title={findingsTexts.none} explanation={findingsTexts.noneExplanation} />
        </Card>
      ) : null}
      {findings.length > 0 && isConnected && !mayDecide ? (
        <div className={styles.note}>{findingsTexts.readOnly}</div>
      ) : null}
      {findings.map((finding) => (
        <FindingCard
          key={finding.kind}
          finding={finding}
          list={held.get(finding.kind ?? '')}
          mayDecide={mayDecide}
          actions={actions}
        />
      ))}
      {isConnected ? <DecidedCards bridge={bridge} mayDecide={mayDecide} isSettled={stage.kind !== 'reading'} /> : null}
      <DecisionQuestion question={question} isDeciding={isDeciding} actions={actions} />
    </>
  );
}

const useStyles = makeStyles({
  // It is there from the beginning, so that what it will say is read out; empty it takes no room.
  status: { ':empty': { position: 'absolute' } },
  note: { padding: `0 ${tokens.spacingHorizontalXL}`, color: tokens.colorNeutralForeground2 },
});
