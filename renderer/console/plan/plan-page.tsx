/** What a run would do: in short first, then change by change. */
import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { Card } from '../../components/card.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Since } from '../../components/since.tsx';
import { commonTexts } from '../../texts/common-texts.ts';
import { planTexts } from '../../texts/console/plan-texts.ts';
import { overviewTexts } from '../../texts/overview-texts.ts';
import { EntryTable } from '../overview/entry-table.tsx';
import { mayPreview, type OverviewState, type Preview } from '../overview/overview-state.ts';
import { FindingList } from '../overview/run-card.tsx';
import type { OverviewActions } from '../overview/use-overview.ts';
import { summaryOf } from './plan-summary.ts';
import { SummaryList } from './summary-list.tsx';

interface PlanPageProps {
  readonly state: OverviewState;
  readonly actions: OverviewActions;
}

export function PlanPage({ state, actions }: PlanPageProps) {
  const styles = useStyles();
  const { preview } = state;
  switch (preview.kind) {
    case 'closed':
    case 'wanted':
      return <NoPlan state={state} actions={actions} />;
    case 'making':
      return (
        <Card heading={planTexts.heading}>
          <div role="status">
            <Spinner className={styles.making} size="tiny" label={planTexts.making} />
          </div>
        </Card>
      );
    case 'failed': {
      const again = <Button onClick={actions.preview}>{commonTexts.actions.tryAgain}</Button>;
      return (
        <Card heading={planTexts.heading}>
          <ProblemNotice
            problem={preview.problem}
            lead={planTexts.failed}
            action={mayPreview(state) ? again : undefined}
          />
        </Card>
      );
    }
    case 'open':
      return <Plan preview={preview} state={state} actions={actions} />;
  }
}

function NoPlan({ state, actions }: PlanPageProps) {
  const mayMake = mayPreview(state);
  const isReadOnly = state.connection.kind === 'connected' && !state.connection.permissions.includes('change');
  const make = <Button onClick={actions.preview}>{planTexts.make}</Button>;
  const why = isReadOnly ? planTexts.readOnly : planTexts.away;
  return (
    <Card heading={planTexts.heading} action={mayMake ? make : undefined}>
      <EmptyState title={planTexts.none} explanation={mayMake ? planTexts.noneExplanation : why} />
    </Card>
  );
}

interface PlanProps extends PlanPageProps {
  readonly preview: Extract<Preview, { kind: 'open' }>;
}

function Plan({ preview: { report, list }, state, actions }: PlanProps) {
  const styles = useStyles();
  const again = (
    <Button ref={focusWhenShown} onClick={actions.preview}>
      {planTexts.makeAgain}
    </Button>
  );
  const beside = (
    <span>
      {planTexts.made} <Since instant={report.startedAt} />. {planTexts.unchanged}
    </span>
  );
  const isPaused = state.lastSeen?.schedule.isPaused === true;
  return (
    <Card heading={planTexts.heading} beside={beside} action={mayPreview(state) ? again : undefined}>
      <SummaryList lines={summaryOf(report, true)} isLarge />
      {isPaused && mayPreview(state) ? (
        <div className={styles.paused}>
          <span className={styles.words}>{planTexts.paused}</span>
          <Button disabledFocusable={state.scheduleRequest.kind === 'asked'} onClick={actions.resume}>
            {overviewTexts.facts.resumeLabel}
          </Button>
        </div>
      ) : null}
      <FindingList report={report} />
      <EntryTable
        list={list}
        result={report.result}
        isPreview
        only={null}
        onShowAll={() => undefined}
        onReadMore={actions.readMoreOfPlan}
      />
    </Card>
  );
}

/** The keyboard goes where the answer appeared. */
const focusWhenShown = (button: HTMLButtonElement | null) => button?.focus();

const useStyles = makeStyles({
  making: { justifyContent: 'flex-start' },
  paused: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: tokens.spacingHorizontalM,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  words: { flex: '1 1 280px', minWidth: 0 },
});
