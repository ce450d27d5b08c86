/** The eight steps of a run side by side, each with its shape, its word and how long it took. */
import { makeStyles, mergeClasses, Tooltip, tokens } from '@fluentui/react-components';
import { ArrowSyncCircleFilled } from '@fluentui/react-icons/svg/arrow-sync-circle';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { CircleRegular } from '@fluentui/react-icons/svg/circle';
import { SubtractCircleRegular } from '@fluentui/react-icons/svg/subtract-circle';
import { WarningFilled } from '@fluentui/react-icons/svg/warning';
import { formatSeconds } from '../../format.ts';
import { overviewTexts } from '../../texts/overview-texts.ts';
import type { StepProgress } from './step-progress.ts';

const icons = {
  done: CheckmarkCircleFilled,
  incomplete: WarningFilled,
  running: ArrowSyncCircleFilled,
  waiting: CircleRegular,
  notReached: SubtractCircleRegular,
} as const satisfies Record<StepProgress['kind'], unknown>;

export function StepList({ steps }: { readonly steps: readonly StepProgress[] }) {
  const styles = useStyles();
  return (
    <ol className={styles.steps} aria-label={overviewTexts.run.steps}>
      {steps.map((progress, index) => (
        <Step key={progress.step} progress={progress} isLast={index === steps.length - 1} />
      ))}
    </ol>
  );
}

function Step({ progress, isLast }: { readonly progress: StepProgress; readonly isLast: boolean }) {
  const styles = useStyles();
  const Icon = icons[progress.kind];
  const isCurrent = progress.kind === 'running';
  return (
    <Tooltip content={overviewTexts.steps[progress.step]} relationship="description">
      <li
        className={mergeClasses(styles.step, isCurrent && styles.current)}
        aria-current={isCurrent ? 'step' : undefined}
      >
        <span className={mergeClasses(styles.rail, !isLast && styles.railOn)}>
          <Icon className={mergeClasses(styles.icon, styles[progress.kind])} fontSize={16} aria-hidden />
        </span>
        <span className={styles.word}>{progress.step}</span>
        <span className={styles.note}>{noteOf(progress)}</span>
      </li>
    </Tooltip>
  );
}

function noteOf(progress: StepProgress): string {
  if (progress.kind !== 'done' && progress.kind !== 'incomplete') return overviewTexts.stepNotes[progress.kind];
  if (progress.durationMs === null) return overviewTexts.stepNotes[progress.kind];
  const duration = formatSeconds(progress.durationMs);
  return progress.kind === 'done' ? duration : `${overviewTexts.stepNotes.incomplete}, ${duration}`;
}

const useStyles = makeStyles({
  steps: {
    display: 'grid',
    gridTemplateColumns: 'repeat(8, minmax(0, 1fr))',
    '@media (max-width: 800px)': { gridTemplateColumns: 'repeat(4, minmax(0, 1fr))' },
    '@media (max-width: 440px)': { gridTemplateColumns: 'repeat(2, minmax(0, 1fr))' },
    rowGap: tokens.spacingVerticalM,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  step: {
    display: 'grid',
    alignContent: 'start',
    minWidth: 0,
    lineHeight: tokens.lineHeightBase300,
    fontSize: tokens.fontSizeBase300,
  },
  current: { fontWeight: tokens.fontWeightSemibold },
  rail: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    paddingRight: tokens.spacingHorizontalXS,
    paddingBottom: tokens.spacingVerticalXS,
  },
  railOn: { '::after': { content: '""', flex: 1, borderTop: `1px solid ${tokens.colorNeutralStroke1}` } },
  icon: { flexShrink: 0 },
  done: { color: tokens.colorStatusSuccessForeground1 },
  incomplete: { color: tokens.colorStatusWarningForeground1 },
  running: { color: tokens.colorBrandForeground1 },
  waiting: { color: tokens.colorNeutralForeground3 },
  notReached: { color: tokens.colorNeutralForeground3 },
  word: { minWidth: 0 },
  note: {
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontWeight: tokens.fontWeightRegular,
    fontVariantNumeric: 'tabular-nums',
  },
});
