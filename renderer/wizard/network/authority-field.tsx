/** A private certificate authority: chosen as a file, shown by where it came from, and taken away again. */
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Bridge, Problem } from '../../../electron/contract/bridge.ts';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { networkTexts } from '../../texts/wizard/network-texts.ts';
import type { ChosenAuthority } from './network-state.ts';

interface AuthorityFieldProps {
  readonly bridge: Bridge;
  readonly chosen: ChosenAuthority | null;
  /** What it says while none is chosen. */
  readonly none: string;
  readonly hint: string;
  readonly onChosen: (authority: ChosenAuthority | null) => void;
}

export function AuthorityField({ bridge, chosen, none, hint, onChosen }: AuthorityFieldProps) {
  const styles = useStyles();
  const [problem, setProblem] = useState<Problem | null>(null);
  const choose = async () => {
    const file = await bridge.call('certificateAuthority.choose', {});
    setProblem(file.ok ? null : file.problem);
    if (file.ok && file.value !== null) onChosen(file.value);
  };
  return (
    <div className={styles.field}>
      <div>{networkTexts.certificateAuthority}</div>
      <div className={styles.line}>
        <span className={styles.path}>{chosen === null ? none : chosen.path}</span>
        <Button size="small" onClick={() => void choose()}>
          {chosen === null ? networkTexts.choose : networkTexts.chooseOther}
        </Button>
        {chosen === null ? null : (
          <Button size="small" onClick={() => onChosen(null)}>
            {networkTexts.remove}
          </Button>
        )}
      </div>
      <div className={styles.hint}>{hint}</div>
      {problem === null ? null : <ProblemNotice problem={problem} />}
    </div>
  );
}

const useStyles = makeStyles({
  field: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalXS },
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  path: { flex: '1 1 200px', minWidth: 0, overflowWrap: 'anywhere', color: tokens.colorNeutralForeground2 },
  hint: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
});
