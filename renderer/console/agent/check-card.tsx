/** Has the agent check everything it needs, and shows what it found, mended and could not mend. */
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { RepairCheck } from '../../../electron/contract/bridge.ts';
import { Card } from '../../components/card.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import type { Tone } from '../../components/tone.ts';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { formatInstantsIn } from '../../format.ts';
import { agentTexts } from '../../texts/console/agent-texts.ts';
import type { Answer } from '../../use-answer.ts';

const words = agentTexts.check;

interface CheckCardProps {
  readonly checked: Answer<{ readonly checks: readonly RepairCheck[] }>;
  readonly isChecking: boolean;
  readonly onCheck: () => void;
}

export function CheckCard({ checked, isChecking, onCheck }: CheckCardProps) {
  const styles = useStyles();
  const button = (
    <Button disabledFocusable={isChecking} onClick={onCheck}>
      {isChecking ? words.checking : words.check}
    </Button>
  );
  return (
    <Card heading={words.heading} action={button}>
      <div className={styles.note}>{words.explanation}</div>
      {checked.kind === 'refused' ? <ProblemNotice problem={checked.problem} lead={words.unmade} /> : null}
      {checked.kind === 'given' ? (
        <ul className={styles.list} aria-label={words.list}>
          {checked.value.checks.map((check) => (
            <CheckLine key={check.name} check={check} />
          ))}
        </ul>
      ) : null}
    </Card>
  );
}

const tones = { good: 'good', mended: 'good', person: 'attention' } as const satisfies Record<
  RepairCheck['result'],
  Tone
>;

function CheckLine({ check: { name, result, detail, problem } }: { readonly check: RepairCheck }) {
  const styles = useStyles();
  return (
    <li className={styles.check}>
      <div className={styles.line}>
        <ToneIcon tone={tones[result]} />
        <span className={styles.name}>{words.names[name]}</span>
        <span>{words.results[result]}</span>
        {problem === null ? <span className={styles.note}>{formatInstantsIn(detail)}</span> : null}
      </div>
      {problem === null ? null : <ProblemNotice problem={problem} tone="attention" />}
    </li>
  );
}

const useStyles = makeStyles({
  note: { color: tokens.colorNeutralForeground2, minWidth: 0, overflowWrap: 'anywhere' },
  list: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingVerticalS,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  check: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalXS },
  line: {
    display: 'grid',
    gridTemplateColumns: '16px minmax(88px, 128px) minmax(80px, 160px) minmax(0, 1fr)',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
  },
  name: { fontWeight: tokens.fontWeightSemibold },
});
