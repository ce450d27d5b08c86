/** What a run would do with the settings that are about to be saved: looked at before they take effect, without anybody's asking. */
import { Button, Checkbox, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { Bridge, Problem, Result, RunReport, Settings } from '../../../electron/contract/bridge.ts';
import { countConcerned, countLeaving, decidesWhoStays } from '../../../electron/contract/who-leaves.ts';
import { Card } from '../../components/card.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { summaryOf } from '../../console/plan/plan-summary.ts';
import { SummaryList } from '../../console/plan/summary-list.tsx';
import { planTexts } from '../../texts/console/plan-texts.ts';
import { confirmTexts } from '../../texts/wizard/confirm-texts.ts';
import type { SetupSettings } from '../set-up-settings.ts';
import {
  acceptField,
  type ConfirmEvent,
  type ConfirmState,
  effectField,
  type Leaving,
  wantsAcceptance,
} from './confirm-state.ts';

type Effect =
  | { readonly kind: 'asked' }
  | { readonly kind: 'known'; readonly report: RunReport }
  | { readonly kind: 'failed'; readonly problem: Problem };

const { effect: texts } = confirmTexts;

interface EffectCardProps {
  readonly bridge: Bridge;
  /** Those that hold now. */
  readonly kept: Settings;
  readonly settings: SetupSettings;
  readonly state: ConfirmState;
  readonly send: (event: ConfirmEvent) => void;
}

/** Forgotten when the person leaves the page: then the settings may be others. */
export function EffectCard({ bridge, kept, settings, state, send }: EffectCardProps) {
  const { effect, ask } = useEffectOf({ bridge, kept, settings, send });
  return (
    <Card
      heading={texts.heading}
      action={effect.kind === 'asked' ? undefined : <Button onClick={ask}>{texts.showAgain}</Button>}
    >
      <div role="status" id={effectField} tabIndex={-1}>
        <EffectWords effect={effect} />
      </div>
      {wantsAcceptance(state) ? <Acceptance state={state} send={send} /> : null}
    </Card>
  );
}

/** Said beside the numbers, and not in a question that is answered without looking at them. */
function Acceptance({ state: { leaving, isAccepted }, send }: Pick<EffectCardProps, 'state' | 'send'>) {
  const concerned = leaving.kind === 'known' ? leaving.concerned : null;
  return (
    <>
      {concerned === null ? null : <Notice tone="attention" title={texts.concerned(concerned)} explanation="" />}
      <Checkbox
        id={acceptField}
        label={concerned === null ? texts.acceptUnknown : texts.accept(concerned)}
        checked={isAccepted}
        onChange={(_event, { checked }) => send({ kind: 'leavingAccepted', isAccepted: checked === true })}
      />
    </>
  );
}

function EffectWords({ effect }: { readonly effect: Effect }) {
  const styles = useStyles();
  switch (effect.kind) {
    case 'asked':
      return <Spinner className={styles.making} size="tiny" label={planTexts.making} />;
    case 'failed':
      return <ProblemNotice problem={effect.problem} lead={texts.failed} />;
    case 'known': {
      const { problems, counts } = effect.report;
      const [incomplete] = problems;
      return (
        <div className={styles.known}>
          <SummaryList
            lines={[...summaryOf(effect.report, false), { tone: 'quiet', sentence: texts.outOfScope(counts) }]}
          />
          {incomplete === undefined ? null : <ProblemNotice problem={incomplete} />}
        </div>
      );
    }
  }
}

/** Compared with what the settings that hold now would do: who leaves anyway does not leave because of this. */
async function lookWhoLeaves(bridge: Bridge, made: Result<RunReport>): Promise<Leaving> {
  if (!made.ok || made.value.problems.length > 0) return { kind: 'unknown' };
  if (countLeaving(made.value) === 0) return { kind: 'known', concerned: 0 };
  const without = await bridge.call('plan.create', {});
  return { kind: 'known', concerned: countConcerned(made.value, without.ok ? without.value : null) };
}

function useEffectOf({ bridge, kept, settings, send }: Omit<EffectCardProps, 'state'>) {
  const [effect, setEffect] = useState<Effect>({ kind: 'asked' });
  const isShown = useRef(true);
  const ask = async () => {
    setEffect({ kind: 'asked' });
    const isDecisive = decidesWhoStays(kept, settings);
    send({ kind: 'leavingLooked', leaving: { kind: isDecisive ? 'asked' : 'unasked' } });
    const made = await bridge.call('plan.create', { settings });
    if (!isShown.current) return;
    setEffect(made.ok ? { kind: 'known', report: made.value } : { kind: 'failed', problem: made.problem });
    if (!isDecisive) return;
    const leaving = await lookWhoLeaves(bridge, made);
    if (isShown.current) send({ kind: 'leavingLooked', leaving });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: while the page is shown nothing changes that a plan depends on
  useEffect(() => {
    isShown.current = true;
    void ask();
    return () => {
      isShown.current = false;
    };
  }, []);
  return { effect, ask };
}

const useStyles = makeStyles({
  making: { justifyContent: 'flex-start' },
  known: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalM },
});
