/** The wizard as a whole: rail, page, footer, and the question before leaving. */
import { makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useReducer, useState } from 'react';
import type { AgentConnection, Bridge } from '../../electron/contract/bridge.ts';
import type { WayOut } from '../choose-view.ts';
import { Notice } from '../components/notice.tsx';
import { useWindowStyles } from '../components/window-styles.ts';
import { frameTexts } from '../texts/wizard/frame-texts.ts';
import { deedsOf } from './deeds.ts';
import { LeaveQuestion } from './frame/leave-question.tsx';
import { StepRail } from './frame/step-rail.tsx';
import { whenShown } from './frame/when-shown.ts';
import { WizardFooter } from './frame/wizard-footer.tsx';
import { tenantDraftOf } from './network/network-state.ts';
import { isAtWork } from './progress/progress-state.ts';
import { WizardContent } from './wizard-content.tsx';
import {
  firstWizardState,
  hasWorkToLose,
  mayGoBack,
  openSteps,
  reduceWizard,
  type WizardState,
  wantsPlan,
} from './wizard-state.ts';

export interface WizardWindowProps {
  readonly bridge: Bridge;
  readonly connection: AgentConnection;
  /** From here on the agent may be set up at any moment, and the wizard still has something to say. */
  readonly onBegun: () => void;
  readonly onLeft: (to: WayOut) => void;
  /** Where it begins; without it at the first page with nothing entered. */
  readonly first?: WizardState;
}

export function WizardWindow({ bridge, connection, onBegun, onLeft, first = firstWizardState }: WizardWindowProps) {
  const styles = useStyles();
  const [state, send] = useReducer(reduceWizard, first);
  const { step, pages, refusal, isLeaving } = state;

  useEffect(() => {
    if (refusal !== null) document.getElementById(refusal.field)?.focus();
  }, [refusal]);
  useEffect(() => {
    if (step === 'progress') onBegun();
  }, [step, onBegun]);

  // The question closes first: an open one that disappears leaves everything else hidden from screen readers.
  const [wayOut, setWayOut] = useState<WayOut | null>(null);
  useEffect(() => {
    return wayOut === null ? undefined : whenShown(() => onLeft(wayOut));
  }, [wayOut, onLeft]);

  const leave = () => {
    void bridge.call('secrets.forget', {});
    send({ kind: 'stayed' });
    setWayOut(wantsPlan(state) ? 'plan' : 'overview');
  };
  const undo = async () => {
    const removed = await bridge.call('registration.remove', { tenant: tenantDraftOf(pages.network) });
    if (removed.ok) send({ kind: 'progress', event: { kind: 'undone' } });
    return removed.ok ? null : removed.problem;
  };
  const mayCancel = step !== 'done' && !isAtWork(pages.progress) && pages.progress.stage.kind !== 'finished';
  return (
    <div className={useWindowStyles().window}>
      <StepRail
        current={step}
        open={openSteps(state)}
        onGoTo={(chosen) => send({ kind: 'stepChosen', step: chosen })}
      />
      <div className={styles.side}>
        <main key={step} className={styles.content}>
          {connection.kind === 'disconnected' ? (
            <div className={styles.away} role="status">
              <Notice tone="attention" title={connection.problem.title} explanation={frameTexts.agentAway} />
            </div>
          ) : null}
          <WizardContent bridge={bridge} state={state} send={send} />
        </main>
        <WizardFooter
          next={wantsPlan(state) ? frameTexts.lookAtPlan : frameTexts.next[step]}
          refusal={refusal?.sentence ?? null}
          onNext={() => (step === 'done' ? leave() : send({ kind: 'nextPressed' }))}
          onBack={mayGoBack(state) ? () => send({ kind: 'backPressed' }) : null}
          onCancel={mayCancel ? () => (hasWorkToLose(state) ? send({ kind: 'cancelPressed' }) : leave()) : null}
        />
      </div>
      <LeaveQuestion
        isOpen={isLeaving}
        hasTouchedTenant={pages.progress.hasTouchedTenant}
        hasDeeds={deedsOf(pages).length > 0}
        onStay={() => send({ kind: 'stayed' })}
        onLeave={leave}
        onUndo={undo}
      />
    </div>
  );
}

const useStyles = makeStyles({
  side: { flex: 1, minWidth: 0, minHeight: 0, display: 'flex', flexDirection: 'column' },
  content: {
    position: 'relative',
    flex: 1,
    minHeight: 0,
    overflowY: 'auto',
    boxSizing: 'border-box',
    padding: `${tokens.spacingVerticalXXL} ${tokens.spacingHorizontalXXL}`,
    '@media (max-width: 760px)': { padding: tokens.spacingHorizontalL },
  },
  away: { maxWidth: '640px', paddingBottom: tokens.spacingVerticalL },
});
