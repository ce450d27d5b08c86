/** The console as a whole: the way from page to page, the state in one sentence, and the page. */
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Bridge } from '../../electron/contract/bridge.ts';
import type { WayOut } from '../choose-view.ts';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { useWindowStyles } from '../components/window-styles.ts';
import { commonTexts } from '../texts/common-texts.ts';
import { agentTexts } from '../texts/console/agent-texts.ts';
import { overviewTexts } from '../texts/overview-texts.ts';
import { AgentPage } from './agent/agent-page.tsx';
import { type ServiceLook, useService } from './agent/use-service.ts';
import type { ConsolePage } from './console-page.ts';
import { DecisionsPage } from './decisions/decisions-page.tsx';
import { FindingsPage } from './findings/findings-page.tsx';
import { ConsoleNav } from './frame/console-nav.tsx';
import { LogsPage } from './log/logs-page.tsx';
import { ObjectsPage } from './objects/objects-page.tsx';
import { bannerOf } from './overview/banner-of.ts';
import { OverviewPage } from './overview/overview-page.tsx';
import type { OverviewState } from './overview/overview-state.ts';
import { StatusBanner } from './overview/status-banner.tsx';
import { type OverviewActions, useOverview } from './overview/use-overview.ts';
import { PlanPage } from './plan/plan-page.tsx';
import { UpdatesPage } from './updates/updates-page.tsx';

interface ConsoleWindowProps {
  readonly bridge: Bridge;
  readonly beginsWith: WayOut;
  /** Opens the wizard. */
  readonly onSetUp: () => void;
}

export function ConsoleWindow({ bridge, beginsWith, onSetUp }: ConsoleWindowProps) {
  const styles = useStyles();
  const { state, actions } = useOverview(bridge, beginsWith);
  const [page, setPage] = useState<ConsolePage>(beginsWith);
  const look = useService(bridge, state.connection.kind);
  return (
    <div className={useWindowStyles().window}>
      <ConsoleNav current={page} onGoTo={setPage} />
      <div className={styles.canvas}>
        <main className={styles.main}>
          <StatusBanner
            banner={bannerOf(state, look.service.kind === 'given' ? look.service.value : null)}
            isStarting={state.runRequest.kind === 'asked'}
            isAgentStarting={look.isStarting}
            onRun={actions.run}
            onSetUp={onSetUp}
            onStart={look.onStart}
          />
          <Refusals state={state} actions={actions} start={look.start} />
          <Page
            page={page}
            bridge={bridge}
            state={state}
            actions={actions}
            look={look}
            onGoTo={setPage}
            onSetUp={onSetUp}
          />
        </main>
      </div>
    </div>
  );
}

interface PageProps {
  readonly bridge: Bridge;
  readonly page: ConsolePage;
  readonly look: ServiceLook;
  readonly onSetUp: () => void;
  readonly state: OverviewState;
  readonly actions: OverviewActions;
  readonly onGoTo: (page: ConsolePage) => void;
}

function Page({ page, bridge, state, actions, look, onGoTo, onSetUp }: PageProps) {
  switch (page) {
    case 'overview':
      return (
        <OverviewPage
          state={state}
          actions={actions}
          onPreview={() => {
            actions.preview();
            onGoTo('plan');
          }}
          onDecide={() => onGoTo('findings')}
        />
      );
    case 'plan':
      return <PlanPage state={state} actions={actions} />;
    case 'findings':
      return <FindingsPage bridge={bridge} overview={state} />;
    case 'decisions':
      return (
        <DecisionsPage
          bridge={bridge}
          isConnected={state.connection.kind === 'connected'}
          mayDecide={state.connection.kind === 'connected' && state.connection.permissions.includes('approve')}
        />
      );
    case 'objects':
      return (
        <ObjectsPage
          bridge={bridge}
          isConnected={state.connection.kind === 'connected'}
          lastRunId={state.lastSeen?.lastRun?.runId ?? null}
        />
      );
    case 'log':
      return <LogsPage bridge={bridge} isConnected={state.connection.kind === 'connected'} />;
    case 'agent':
      return <AgentPage bridge={bridge} state={state} look={look} onSetUp={onSetUp} />;
    case 'updates':
      return <UpdatesPage bridge={bridge} state={state} />;
  }
}

interface RefusalsProps extends Pick<PageProps, 'state' | 'actions'> {
  readonly start: ServiceLook['start'];
}

/** What was asked for on whichever page and was not done. */
function Refusals({ state: { connection, runRequest, scheduleRequest }, actions, start }: RefusalsProps) {
  const dismiss = <Button onClick={actions.dismissRefusal}>{commonTexts.actions.dismiss}</Button>;
  const { runRefused, scheduleRefused } = overviewTexts.problems;
  return (
    <>
      {runRequest.kind === 'refused' ? (
        <ProblemNotice problem={runRequest.problem} lead={runRefused} action={dismiss} />
      ) : null}
      {scheduleRequest.kind === 'refused' ? (
        <ProblemNotice problem={scheduleRequest.problem} lead={scheduleRefused} action={dismiss} />
      ) : null}
      {start.kind === 'refused' && connection.kind !== 'connected' ? (
        <ProblemNotice problem={start.problem} lead={agentTexts.service.startRefused} />
      ) : null}
    </>
  );
}

const useStyles = makeStyles({
  canvas: {
    position: 'relative',
    flex: 1,
    minWidth: 0,
    minHeight: 0,
    overflowY: 'auto',
  },
  // The room around is its own, not the canvas's: a header that stays in sight sticks to the very edge, and nothing shows above it.
  main: {
    padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalXXL} ${tokens.spacingVerticalXXL}`,
    '@media (max-width: 760px)': { padding: tokens.spacingHorizontalM },
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingVerticalL,
    maxWidth: '1008px',
    margin: '0 auto',
  },
});
