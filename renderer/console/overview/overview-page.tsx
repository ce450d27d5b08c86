/** The console's first page: what the state is, what happened last, and what a person can do now. */
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { AgentState } from '../../../electron/contract/bridge.ts';
import { Card } from '../../components/card.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { overviewTexts } from '../../texts/overview-texts.ts';
import { AgentFacts } from './agent-facts.tsx';
import { DomainList } from './domain-list.tsx';
import { lastingProblemsOf } from './lasting-problems.ts';
import { mayPreview, type OverviewState } from './overview-state.ts';
import { RunCard } from './run-card.tsx';
import { ScheduleFact } from './schedule-fact.tsx';
import { StepList } from './step-list.tsx';
import { stepsWhileRunning } from './step-progress.ts';
import type { OverviewActions } from './use-overview.ts';

interface OverviewPageProps {
  readonly state: OverviewState;
  readonly actions: OverviewActions;
  /** Makes a plan and shows it. */
  readonly onPreview: () => void;
  /** Leads to where a person decides about what the guard holds. */
  readonly onDecide: () => void;
}

export function OverviewPage({ state, actions, onPreview, onDecide }: OverviewPageProps) {
  const styles = useStyles();
  const isLive = state.connection.kind === 'connected';
  return (
    <>
      {state.lastSeen !== null && !isLive ? <p className={styles.lastSeen}>{overviewTexts.lastSeen}</p> : null}
      {state.lastSeen === null ? null : (
        <AgentFacts state={state.lastSeen} schedule={<ScheduleFact state={state} actions={actions} />} />
      )}
      {state.lastSeen === null ? null : <DomainList state={state.lastSeen} />}
      <LastingProblems state={state} />
      <RunUnderWay state={state} />
      <LastRunCard state={state} actions={actions} onPreview={onPreview} onDecide={onDecide} />
    </>
  );
}

type PartProps = OverviewPageProps;

function LastingProblems({ state: { lastSeen } }: Pick<PartProps, 'state'>) {
  if (lastSeen === null) return null;
  return lastingProblemsOf(lastSeen).map((problem) => (
    <ProblemNotice key={`${problem.code} ${problem.detail}`} problem={problem} tone="attention" />
  ));
}

function RunUnderWay({ state: { connection } }: Pick<PartProps, 'state'>) {
  if (connection.kind !== 'connected' || connection.state.activity.kind !== 'running') return null;
  return (
    <Card heading={overviewTexts.run.headingWhileRunning}>
      <StepList steps={stepsWhileRunning(connection.state.activity.step)} />
    </Card>
  );
}

/** One that is protected may have run: what, its record cannot say. */
const isWithoutRuns = ({ activity, lastRun }: AgentState) =>
  activity.kind === 'unconfigured' || (activity.kind === 'protected' && lastRun === null);

function LastRunCard({ state, actions, onPreview, onDecide }: PartProps) {
  const { lastSeen, lastRunEntries } = state;
  if (lastSeen === null || isWithoutRuns(lastSeen)) return null;
  const previewButton = mayPreview(state) ? <Button onClick={onPreview}>{overviewTexts.actions.preview}</Button> : null;
  if (lastSeen.lastRun === null) {
    return (
      <Card heading={overviewTexts.run.heading} action={previewButton}>
        <EmptyState title={overviewTexts.run.none} explanation={overviewTexts.run.noneExplanation} />
      </Card>
    );
  }
  return (
    <RunCard
      key={lastSeen.lastRun.runId}
      report={lastSeen.lastRun}
      list={lastRunEntries}
      action={previewButton}
      onReadMore={actions.readMoreOfRun}
      onDecide={onDecide}
    />
  );
}

const useStyles = makeStyles({
  lastSeen: { margin: `0 ${tokens.spacingHorizontalXL}`, color: tokens.colorNeutralForeground2 },
});
