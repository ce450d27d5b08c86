/** The wizard for an agent that is set up: reads how, then begins with that. */
import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { Problem, Settings } from '../../electron/contract/bridge.ts';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { frameTexts } from '../texts/wizard/frame-texts.ts';
import { wizardStateOf } from './settings-as-pages.ts';
import { WizardWindow, type WizardWindowProps } from './wizard-window.tsx';

export function WizardAgain(props: Omit<WizardWindowProps, 'first'>) {
  const styles = useStyles();
  const { bridge, onLeft } = props;
  const [settings, setSettings] = useState<Settings | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    const read = async () => {
      const found = await bridge.call('settings.get', {});
      if (found.ok) setSettings(found.value.settings);
      else setProblem(found.problem);
    };
    void read();
  }, [bridge]);
  if (settings !== null) return <WizardWindow {...props} first={wizardStateOf(settings)} />;
  const back = <Button onClick={() => onLeft('overview')}>{frameTexts.again.back}</Button>;
  return (
    <main className={styles.sheet}>
      {problem === null ? (
        <Spinner size="tiny" label={frameTexts.again.reading} />
      ) : (
        <ProblemNotice problem={problem} lead={frameTexts.again.unread} action={back} />
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
