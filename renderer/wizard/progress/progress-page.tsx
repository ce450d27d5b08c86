/** The page of the set-up at work: its steps ticking with their times, what failed and why, and how to go on. */
import { Button, makeStyles, mergeClasses, Spinner, tokens } from '@fluentui/react-components';
import { CircleRegular } from '@fluentui/react-icons/svg/circle';
import type { Bridge, SetupStep } from '../../../electron/contract/bridge.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { formatSeconds } from '../../format.ts';
import { progressTexts } from '../../texts/wizard/progress-texts.ts';
import { PageSheet } from '../frame/page-sheet.tsx';
import type { ProgressStage, StepProgress } from './progress-state.ts';
import { type ProgressActions, type ProgressParts, useProgress } from './use-progress.ts';

/** The agent refuses once, so that nobody gives accounts up without meaning to. */
const wouldReplace = 'setup.would-replace';

export function ProgressPage(parts: ProgressParts) {
  const styles = useStyles();
  const actions = useProgress(parts);
  const { stage, steps } = parts.pages.progress;
  const mood = moodOf(stage);
  return (
    <PageSheet key={mood} title={progressTexts.title[mood]} why={progressTexts.why[mood]}>
      <ol id="progress-steps" tabIndex={-1} className={styles.steps} aria-label={progressTexts.list}>
        {[...steps].map(([step, progress]) => (
          <StepLine key={step} step={step} progress={progress} actions={actions} />
        ))}
      </ol>
      {stage.kind === 'finished' && (stage.pairing.approvalsEnded ?? 0) > 0 ? (
        <Notice
          tone="attention"
          title={progressTexts.approvalsEnded(stage.pairing.approvalsEnded ?? 0)}
          explanation={progressTexts.approvalsEndedWhy}
        />
      ) : null}
      {stage.kind === 'consentNeeded' ? <Consent bridge={parts.bridge} stage={stage} actions={actions} /> : null}
    </PageSheet>
  );
}

function moodOf({ kind }: ProgressStage): keyof typeof progressTexts.title {
  switch (kind) {
    case 'unstarted':
    case 'registering':
    case 'applying':
      return 'atWork';
    case 'consentNeeded':
      return 'consent';
    case 'stopped':
    case 'finished':
      return kind;
  }
}

interface StepLineProps {
  readonly step: SetupStep;
  readonly progress: StepProgress;
  readonly actions: ProgressActions;
}

function StepLine({ step, progress, actions }: StepLineProps) {
  const styles = useStyles();
  return (
    <li className={styles.step} aria-current={progress.kind === 'doing' ? 'step' : undefined}>
      <div className={styles.line}>
        <span className={styles.shape}>
          <StepShape progress={progress} />
        </span>
        <span className={mergeClasses(styles.words, progress.kind === 'doing' && styles.current)}>
          {progressTexts.steps[step]}
        </span>
        <span className={styles.note}>{noteOf(progress)}</span>
      </div>
      {progress.kind === 'failed' ? (
        <ProblemNotice
          problem={progress.problem}
          action={
            <div className={styles.ways}>
              <Button id="progress-again" onClick={actions.tryAgain}>
                {progressTexts.tryAgain}
              </Button>
              {progress.problem.code === wouldReplace ? (
                <Button onClick={actions.replace}>{progressTexts.replace}</Button>
              ) : null}
            </div>
          }
        />
      ) : null}
    </li>
  );
}

function StepShape({ progress }: Pick<StepLineProps, 'progress'>) {
  switch (progress.kind) {
    case 'waiting':
      return <CircleRegular fontSize={20} aria-hidden />;
    case 'doing':
      return <Spinner size="extra-tiny" />;
    case 'done':
      return <ToneIcon tone="good" size={20} />;
    case 'failed':
      return <ToneIcon tone="bad" size={20} />;
  }
}

function noteOf(progress: StepProgress): string {
  if (progress.kind !== 'done') return progressTexts[progress.kind];
  return progress.tookMs === null ? progressTexts.done : progressTexts.doneIn(formatSeconds(progress.tookMs));
}

interface ConsentProps {
  readonly bridge: Bridge;
  readonly stage: Extract<ProgressStage, { kind: 'consentNeeded' }>;
  readonly actions: ProgressActions;
}

function Consent({ bridge, stage: { consentUrl, missing, isChecking }, actions }: ConsentProps) {
  const styles = useStyles();
  const words = progressTexts.consent;
  return (
    <Notice
      tone="attention"
      title={words.title}
      explanation={`${words.missing(missing)} ${words.explanation}`}
      action={
        <div className={styles.ways}>
          <Button id="progress-consent" disabledFocusable={isChecking} onClick={actions.checkConsent}>
            {isChecking ? words.checking : words.check}
          </Button>
          <Button onClick={() => void bridge.call('address.open', { address: consentUrl })}>{words.open}</Button>
          <CopyButton bridge={bridge} text={consentUrl} label={words.copy} />
        </div>
      }
    />
  );
}

const useStyles = makeStyles({
  steps: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingVerticalM,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  step: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalS },
  line: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM },
  shape: { flex: '0 0 20px', display: 'flex', justifyContent: 'center', color: tokens.colorNeutralForeground3 },
  words: { flex: 1, minWidth: 0, overflowWrap: 'anywhere' },
  current: { fontWeight: tokens.fontWeightSemibold },
  note: { color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
  ways: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});
