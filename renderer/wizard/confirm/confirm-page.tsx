/** The page that says everything about to be done, in words, by system, each with the way back to where it was decided. */
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { Bridge, Settings } from '../../../electron/contract/bridge.ts';
import { Card } from '../../components/card.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { useSaveText } from '../../components/use-save-text.ts';
import { commonTexts } from '../../texts/common-texts.ts';
import { confirmTexts } from '../../texts/wizard/confirm-texts.ts';
import { frameTexts } from '../../texts/wizard/frame-texts.ts';
import { ChoiceSection } from '../frame/choice-section.tsx';
import { PageSheet } from '../frame/page-sheet.tsx';
import type { SetupSettings } from '../set-up-settings.ts';
import type { WizardStep } from '../wizard-step.ts';
import type { ConfirmEvent, ConfirmState, Start } from './confirm-state.ts';
import { type ConfirmationGroup, confirmationText } from './confirmation.ts';
import { EffectCard } from './effect-card.tsx';

const startOrder = ['paused', 'now'] as const satisfies readonly Start[];

interface ConfirmPageProps {
  readonly bridge: Bridge;
  readonly groups: readonly ConfirmationGroup[];
  readonly state: ConfirmState;
  readonly send: (event: ConfirmEvent) => void;
  readonly settings: SetupSettings;
  readonly answerFile: string;
  /** Whether anything was created or changed before. */
  readonly hasDeeds: boolean;
  /** Of an agent that is set up; null before. */
  readonly intervalSeconds: number | null;
  readonly kept: Settings | null;
  readonly onGoTo: (step: WizardStep) => void;
}

export function ConfirmPage(props: ConfirmPageProps) {
  const { bridge, groups, state, send, settings, answerFile, hasDeeds, intervalSeconds, kept, onGoTo } = props;
  const styles = useStyles();
  const words = intervalSeconds === null ? confirmTexts.start : confirmTexts.startAgain(intervalSeconds);
  return (
    <PageSheet title={confirmTexts.title} why={hasDeeds ? confirmTexts.whyAfterDeeds : confirmTexts.why}>
      <ChoiceSection
        id="confirm-start"
        heading={intervalSeconds === null ? confirmTexts.startLegend : confirmTexts.startLegendAgain}
        chosen={state.start}
        onChoose={(start) => send({ kind: 'startChosen', start })}
        choices={startOrder.map((value) => ({
          value,
          ...words[value],
          isRecommended: value === 'paused' && intervalSeconds === null,
        }))}
      />
      {groups.map((group) => (
        <Card key={group.heading} heading={group.heading}>
          {group.parts.map((part) => (
            <div key={part.sentences[0]} className={styles.part}>
              <ul className={styles.list}>
                {part.sentences.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
              <ChangeButton step={part.decidedOn} onGoTo={onGoTo} />
            </div>
          ))}
        </Card>
      ))}
      {kept === null ? null : <EffectCard bridge={bridge} kept={kept} settings={settings} state={state} send={send} />}
      <Keep bridge={bridge} text={confirmationText(groups)} answerFile={answerFile} />
    </PageSheet>
  );
}

function ChangeButton({
  step,
  onGoTo,
}: {
  readonly step: WizardStep | null;
  readonly onGoTo: (step: WizardStep) => void;
}) {
  if (step === null) return null;
  return (
    <Button size="small" aria-label={confirmTexts.changeOf(frameTexts.steps[step])} onClick={() => onGoTo(step)}>
      {confirmTexts.change}
    </Button>
  );
}

interface KeepProps {
  readonly bridge: Bridge;
  readonly text: string;
  readonly answerFile: string;
}

function Keep({ bridge, text, answerFile }: KeepProps) {
  const styles = useStyles();
  const { path, problem, save } = useSaveText(bridge, confirmTexts.fileName, async () => ({
    ok: true,
    value: answerFile,
  }));
  return (
    <div className={styles.keep}>
      <div className={styles.ways}>
        <CopyButton bridge={bridge} text={text} label={confirmTexts.copy} />
        <Button onClick={save}>{confirmTexts.save}</Button>
      </div>
      <div className={styles.hint}>{confirmTexts.fileHint}</div>
      <div role="status">{path === null ? null : commonTexts.savedAs(path)}</div>
      {problem === null ? null : <ProblemNotice problem={problem} />}
    </div>
  );
}

const useStyles = makeStyles({
  part: { display: 'flex', alignItems: 'flex-start', gap: tokens.spacingHorizontalM },
  list: {
    flex: 1,
    minWidth: 0,
    display: 'grid',
    gap: tokens.spacingVerticalXS,
    margin: 0,
    paddingLeft: tokens.spacingHorizontalXL,
    overflowWrap: 'anywhere',
  },
  keep: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalS },
  ways: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  hint: { color: tokens.colorNeutralForeground2 },
});
