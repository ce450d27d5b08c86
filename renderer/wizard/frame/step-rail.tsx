/** The steps at the left: done ones are ticked and lead back, the current one is marked, later ones wait. */
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { CircleRegular } from '@fluentui/react-icons/svg/circle';
import { RecordRegular } from '@fluentui/react-icons/svg/record';
import { ProductMark } from '../../components/product-mark.tsx';
import { commonTexts } from '../../texts/common-texts.ts';
import { frameTexts } from '../../texts/wizard/frame-texts.ts';
import { positionOf, type WizardStep, wizardSteps } from '../wizard-step.ts';

interface StepRailProps {
  readonly current: WizardStep;
  /** Steps that may be gone back to. */
  readonly open: ReadonlySet<WizardStep>;
  readonly onGoTo: (step: WizardStep) => void;
}

export function StepRail({ current, open, onGoTo }: StepRailProps) {
  const styles = useStyles();
  return (
    <nav className={styles.rail} aria-label={frameTexts.rail}>
      <div className={styles.product}>
        <ProductMark /> {commonTexts.productName}
      </div>
      <ol className={styles.steps}>
        {wizardSteps.map((step) => (
          <RailStep key={step} step={step} current={current} isOpen={open.has(step)} onGoTo={onGoTo} />
        ))}
      </ol>
      <div className={styles.short}>
        {frameTexts.stepOf(positionOf(current) + 1, wizardSteps.length, frameTexts.steps[current])}
      </div>
    </nav>
  );
}

interface RailStepProps extends Pick<StepRailProps, 'current' | 'onGoTo'> {
  readonly step: WizardStep;
  readonly isOpen: boolean;
}

function RailStep({ step, current, isOpen, onGoTo }: RailStepProps) {
  const styles = useStyles();
  const isCurrent = step === current;
  const isDone = positionOf(step) < positionOf(current);
  const Icon = isDone ? CheckmarkCircleFilled : isCurrent ? RecordRegular : CircleRegular;
  const words = (
    <>
      <Icon className={mergeClasses(styles.icon, isDone && styles.done)} fontSize={20} aria-hidden />
      <span>{frameTexts.steps[step]}</span>
      {isDone ? <span className={styles.hidden}>{frameTexts.doneStep}</span> : null}
    </>
  );
  return (
    <li aria-current={isCurrent ? 'step' : undefined}>
      {isOpen ? (
        <button type="button" className={mergeClasses(styles.step, styles.link)} onClick={() => onGoTo(step)}>
          {words}
        </button>
      ) : (
        <span className={mergeClasses(styles.step, isCurrent ? styles.current : styles.later)}>{words}</span>
      )}
    </li>
  );
}

/** The system decides the colours, and knows none of ours. */
const forced = '@media (forced-colors: active)';
const narrow = '@media (max-width: 760px)';

const useStyles = makeStyles({
  rail: {
    flex: '0 0 232px',
    boxSizing: 'border-box',
    padding: tokens.spacingHorizontalL,
    overflowY: 'auto',
    backgroundColor: tokens.colorNeutralBackground3,
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
    [narrow]: {
      flex: '0 0 auto',
      display: 'flex',
      flexWrap: 'wrap',
      justifyContent: 'space-between',
      columnGap: tokens.spacingHorizontalL,
      padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
      borderRight: 'none',
      borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    },
  },
  product: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS} ${tokens.spacingVerticalXL}`,
    fontWeight: tokens.fontWeightSemibold,
    [narrow]: { padding: 0 },
  },
  steps: {
    display: 'grid',
    gap: tokens.spacingVerticalXS,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
    [narrow]: { display: 'none' },
  },
  short: { display: 'none', [narrow]: { display: 'block' } },
  step: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    boxSizing: 'border-box',
    width: '100%',
    minHeight: '36px',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    border: '1px solid transparent',
    // The system's colours would draw the border that is there for its room alone.
    [forced]: { border: '1px solid Canvas' },
    borderRadius: tokens.borderRadiusMedium,
    font: 'inherit',
    textAlign: 'left',
    color: tokens.colorNeutralForeground1,
    backgroundColor: 'transparent',
  },
  link: {
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground3Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  current: {
    fontWeight: tokens.fontWeightSemibold,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    [forced]: { border: '1px solid Highlight', outline: '1px solid Highlight' },
  },
  later: { color: tokens.colorNeutralForeground2 },
  icon: { flexShrink: 0 },
  done: { color: tokens.colorStatusSuccessForeground1 },
  hidden: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
});
