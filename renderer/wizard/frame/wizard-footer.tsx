/** Back, Next and Cancel, always in the same place. Next can always be pressed: too early, it says what is missing. */
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { frameTexts } from '../../texts/wizard/frame-texts.ts';

interface WizardFooterProps {
  readonly next: string;
  /** Why Next did not go on, in a sentence. */
  readonly refusal: string | null;
  readonly onNext: () => void;
  readonly onBack: (() => void) | null;
  readonly onCancel: (() => void) | null;
}

export function WizardFooter({ next, refusal, onNext, onBack, onCancel }: WizardFooterProps) {
  const styles = useStyles();
  return (
    <footer className={styles.footer}>
      {onCancel === null ? null : <Button onClick={onCancel}>{frameTexts.cancel}</Button>}
      <div role="alert" className={styles.refusal}>
        {refusal === null ? null : (
          <>
            <ToneIcon tone="attention" />
            <span>{refusal}</span>
          </>
        )}
      </div>
      <div className={styles.ways}>
        {onBack === null ? null : <Button onClick={onBack}>{frameTexts.back}</Button>}
        <Button appearance="primary" onClick={onNext}>
          {next}
        </Button>
      </div>
    </footer>
  );
}

const useStyles = makeStyles({
  footer: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalXXL}`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    '@media (max-width: 760px)': { padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}` },
  },
  refusal: {
    flex: '1 1 120px',
    minWidth: 0,
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'flex-end',
    gap: tokens.spacingHorizontalXS,
    overflowWrap: 'anywhere',
  },
  ways: { display: 'flex', gap: tokens.spacingHorizontalS },
});
