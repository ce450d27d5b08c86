/** What a run would do with the settings that are about to be saved: looked at before they take effect, without anybody's asking. */
import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { Bridge, Problem, RunReport } from '../../../electron/contract/bridge.ts';
import { Card } from '../../components/card.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { summaryOf } from '../../console/plan/plan-summary.ts';
import { SummaryList } from '../../console/plan/summary-list.tsx';
import { planTexts } from '../../texts/console/plan-texts.ts';
import { confirmTexts } from '../../texts/wizard/confirm-texts.ts';
import type { SetupSettings } from '../set-up-settings.ts';

type Effect =
  | { readonly kind: 'asked' }
  | { readonly kind: 'known'; readonly report: RunReport }
  | { readonly kind: 'failed'; readonly problem: Problem };

const { effect: texts } = confirmTexts;

/** Forgotten when the person leaves the page: then the settings may be others. */
export function EffectCard({ bridge, settings }: { readonly bridge: Bridge; readonly settings: SetupSettings }) {
  const { effect, ask } = useEffectOf(bridge, settings);
  return (
    <Card
      heading={texts.heading}
      action={effect.kind === 'asked' ? undefined : <Button onClick={ask}>{texts.showAgain}</Button>}
    >
      <div role="status">
        <EffectWords effect={effect} />
      </div>
    </Card>
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

function useEffectOf(bridge: Bridge, settings: SetupSettings) {
  const [effect, setEffect] = useState<Effect>({ kind: 'asked' });
  const isShown = useRef(true);
  const ask = async () => {
    setEffect({ kind: 'asked' });
    const made = await bridge.call('plan.create', { settings });
    if (isShown.current)
      setEffect(made.ok ? { kind: 'known', report: made.value } : { kind: 'failed', problem: made.problem });
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
