/** The console's first page: what the state is, what happened last, and what a person can do now. */
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { AgentState, Bridge } from '../../../electron/contract/bridge.ts';
import { Card } from '../../components/card.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { ProductMark } from '../../components/product-mark.tsx';
import { commonTexts } from '../../texts/common-texts.ts';
import { overviewTexts } from '../../texts/overview-texts.ts';
import { AgentFacts } from './agent-facts.tsx';
import { bannerOf } from './banner-of.ts';
import { lastingProblemsOf } from './lasting-problems.ts';
import type { OverviewState } from './overview-state.ts';
import { RunCard } from './run-card.tsx';
import { StatusBanner } from './status-banner.tsx';
import { StepList } from './step-list.tsx';
import { stepsWhileRunning } from './step-progress.ts';
import { type OverviewActions, useOverview } from './use-overview.ts';

interface OverviewPageProps {
  readonly bridge: Bridge;
  /** Opens the wizard. */
  readonly onSetUp: () => void;
}

export function OverviewPage({ bridge, onSetUp }: OverviewPageProps) {
  const styles = useStyles();
  const { state, actions } = useOverview(bridge);
  const isLive = state.connection.kind === 'connected';
  return (
    <div className={styles.canvas}>
      <div className={styles.column}>
        <header className={styles.product}>
          <ProductMark /> {commonTexts.productName}
        </header>
        <main className={styles.main}>
          <StatusBanner
            banner={bannerOf(state)}
            isStarting={state.runRequest.kind === 'asked'}
            onRun={actions.run}
            onSetUp={onSetUp}
          />
          <Refusal state={state} actions={actions} />
          {state.lastSeen !== null && !isLive ? <p className={styles.lastSeen}>{overviewTexts.lastSeen}</p> : null}
          {state.lastSeen === null ? null : <AgentFacts state={state.lastSeen} />}
          <LastingProblems state={state} />
          <RunUnderWay state={state} />
          <PreviewCard state={state} actions={actions} />
          <LastRunCard state={state} actions={actions} />
        </main>
      </div>
    </div>
  );
}

interface PartProps {
  readonly state: OverviewState;
  readonly actions: OverviewActions;
}

function Refusal({ state: { runRequest }, actions }: PartProps) {
  if (runRequest.kind !== 'refused') return null;
  const dismiss = <Button onClick={actions.dismissRefusal}>{commonTexts.actions.dismiss}</Button>;
  return <ProblemNotice problem={runRequest.problem} lead={overviewTexts.problems.runRefused} action={dismiss} />;
}

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

function PreviewCard({ state: { preview }, actions }: PartProps) {
  const close = (
    <Button ref={focusWhenShown} onClick={actions.closePreview}>
      {overviewTexts.actions.closePreview}
    </Button>
  );
  if (preview.kind === 'failed') {
    return <ProblemNotice problem={preview.problem} lead={overviewTexts.problems.previewFailed} action={close} />;
  }
  if (preview.kind !== 'open') return null;
  return (
    <RunCard
      report={preview.report}
      list={preview.list}
      isPreview
      action={close}
      onReadMore={() => actions.readMore('plan')}
    />
  );
}

/** The keyboard goes where the answer appeared. */
const focusWhenShown = (button: HTMLButtonElement | null) => button?.focus();

/** One that is protected may have run: what, its record cannot say. */
const isWithoutRuns = ({ activity, lastRun }: AgentState) =>
  activity.kind === 'unconfigured' || (activity.kind === 'protected' && lastRun === null);

function LastRunCard({ state, actions }: PartProps) {
  const { connection, lastSeen, lastRunEntries, preview } = state;
  if (lastSeen === null || isWithoutRuns(lastSeen)) return null;
  const mayPreview = connection.kind === 'connected' && connection.state.activity.kind === 'idle';
  const isMaking = preview.kind === 'making';
  const previewButton = mayPreview ? (
    <Button disabledFocusable={isMaking} onClick={actions.preview}>
      {isMaking ? overviewTexts.actions.previewing : overviewTexts.actions.preview}
    </Button>
  ) : null;
  if (lastSeen.lastRun === null) {
    return (
      <Card heading={overviewTexts.run.heading} action={previewButton}>
        <EmptyState title={overviewTexts.run.none} explanation={overviewTexts.run.noneExplanation} />
      </Card>
    );
  }
  return (
    <RunCard
      report={lastSeen.lastRun}
      list={lastRunEntries}
      action={previewButton}
      onReadMore={() => actions.readMore('run')}
    />
  );
}

const useStyles = makeStyles({
  canvas: {
    position: 'relative',
    height: '100%',
    overflowY: 'auto',
    boxSizing: 'border-box',
    backgroundColor: tokens.colorNeutralBackground2,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  column: {
    boxSizing: 'border-box',
    maxWidth: '1008px',
    margin: '0 auto',
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalXXL} ${tokens.spacingVerticalXXL}`,
    '@media (max-width: 640px)': { padding: tokens.spacingHorizontalM },
  },
  product: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    paddingBottom: tokens.spacingVerticalM,
    fontWeight: tokens.fontWeightSemibold,
  },
  main: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalL },
  lastSeen: { margin: `0 ${tokens.spacingHorizontalXL}`, color: tokens.colorNeutralForeground2 },
});
