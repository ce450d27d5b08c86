/** The steps at the left: done ones are ticked and lead back, the current one is marked, later ones wait. */
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { CircleRegular } from '@fluentui/react-icons/svg/circle';
import { RecordRegular } from '@fluentui/react-icons/svg/record';
import { narrow, useRailStyles } from '../../components/rail-styles.ts';
import { SideRail } from '../../components/side-rail.tsx';
import { frameTexts } from '../../texts/wizard/frame-texts.ts';
import { positionOf, type WizardStep, wizardSteps } from '../wizard-step.ts';

interface StepRailProps {
  readonly current: WizardStep;
  /** Steps that may be gone back to. */
  readonly open: ReadonlySet<WizardStep>;
  readonly onGoTo: (step: WizardStep) => void;
}

export function StepRail({ current, open, onGoTo }: StepRailProps) {
  const rail = useRailStyles();
  const styles = useStyles();
  return (
    <SideRail label={frameTexts.rail} width="steps">
      <ol className={mergeClasses(rail.list, styles.steps)}>
        {wizardSteps.map((step) => (
          <RailStep key={step} step={step} current={current} isOpen={open.has(step)} onGoTo={onGoTo} />
        ))}
      </ol>
      <div className={styles.short}>
        {frameTexts.stepOf(positionOf(current) + 1, wizardSteps.length, frameTexts.steps[current])}
      </div>
    </SideRail>
  );
}

interface RailStepProps extends Pick<StepRailProps, 'current' | 'onGoTo'> {
  readonly step: WizardStep;
  readonly isOpen: boolean;
}

function RailStep({ step, current, isOpen, onGoTo }: RailStepProps) {
  const rail = useRailStyles();
  const styles = useStyles();
  const isCurrent = step === current;
  const isDone = positionOf(step) < positionOf(current);
  const Icon = isDone ? CheckmarkCircleFilled : isCurrent ? RecordRegular : CircleRegular;
  const words = (
    <>
      <Icon className={mergeClasses(rail.icon, isDone && styles.done)} fontSize={20} aria-hidden />
      <span>{frameTexts.steps[step]}</span>
      {isDone ? <span className={styles.hidden}>{frameTexts.doneStep}</span> : null}
    </>
  );
  return (
    <li aria-current={isCurrent ? 'step' : undefined}>
      {isOpen ? (
        <button type="button" className={mergeClasses(rail.entry, rail.link)} onClick={() => onGoTo(step)}>
          {words}
        </button>
      ) : (
        <span className={mergeClasses(rail.entry, isCurrent ? rail.current : styles.later)}>{words}</span>
      )}
    </li>
  );
}

const useStyles = makeStyles({
  steps: { [narrow]: { display: 'none' } },
  short: { display: 'none', [narrow]: { display: 'block' } },
  later: { color: tokens.colorNeutralForeground2 },
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
