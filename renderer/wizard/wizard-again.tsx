/** The wizard for an agent that is set up: reads how, then begins with that. */
import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useCallback, useEffect } from 'react';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { frameTexts } from '../texts/wizard/frame-texts.ts';
import { useAnswer } from '../use-answer.ts';
import { wizardStateOf } from './settings-as-pages.ts';
import { WizardWindow, type WizardWindowProps } from './wizard-window.tsx';

export function WizardAgain(props: Omit<WizardWindowProps, 'first'>) {
  const styles = useStyles();
  const { bridge, onLeft } = props;
  const [found, read] = useAnswer(useCallback(() => bridge.call('settings.get', {}), [bridge]));
  useEffect(read, [read]);
  if (found.kind === 'given') return <WizardWindow {...props} first={wizardStateOf(found.value.settings)} />;
  const back = <Button onClick={() => onLeft('overview')}>{frameTexts.again.back}</Button>;
  return (
    <main className={styles.sheet}>
      {found.kind === 'refused' ? (
        <ProblemNotice problem={found.problem} lead={frameTexts.again.unread} action={back} />
      ) : (
        <Spinner size="tiny" label={frameTexts.again.reading} />
      )}
    </main>
  );
}

const useStyles = makeStyles({
  sheet: {
    height: '100%',
    boxSizing: 'border-box',
    padding: tokens.spacingHorizontalXXL,
    backgroundColor: tokens.colorNeutralBackground2,
  },
});
