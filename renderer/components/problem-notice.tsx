/** One problem in full: what happened, what it means, what to do, the facts, and its code at the end. */
import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Problem } from '../../electron/contract/bridge.ts';
import { formatInstantsIn } from '../format.ts';
import { commonTexts } from '../texts/common-texts.ts';
import type { Tone } from './tone.ts';
import { ToneIcon } from './tone-icon.tsx';

interface ProblemNoticeProps {
  readonly problem: Problem;
  readonly tone?: Extract<Tone, 'attention' | 'bad'>;
  /** Says what could not be done, where the problem alone does not. */
  readonly lead?: string;
  /** One more sentence of facts, such as both numbers of a limit. */
  readonly numbers?: string;
  /** A button that mends or dismisses it. */
  readonly action?: ReactNode;
  /** What to do in the words of a terminal, under the remedy, as wide as it. */
  readonly command?: ReactNode;
}

export function ProblemNotice({ problem, tone = 'bad', lead, numbers, action, command }: ProblemNoticeProps) {
  const styles = useStyles();
  return (
    <div className={styles.notice}>
      <ToneIcon tone={tone} size={20} />
      <div className={styles.words}>
        <div className={styles.title}>
          <span className={styles.hidden}>{commonTexts.tones[tone]}: </span>
          {lead === undefined ? problem.title : `${lead}. ${problem.title}`}
        </div>
        <div>
          {numbers} {problem.meaning}
        </div>
        <div>{problem.remedy}</div>
        {command}
        <ProblemFacts problem={problem} />
      </div>
      {action}
    </div>
  );
}

/** Detail and code: small, for whoever has to look it up, and easy to copy. */
export function ProblemFacts({ problem }: { readonly problem: Problem }) {
  const styles = useStyles();
  return (
    <div className={styles.facts}>
      {problem.detail === '' ? null : <span className={styles.detail}>{formatInstantsIn(problem.detail)}</span>}
      <span className={styles.code}>{problem.code}</span>
    </div>
  );
}

const useStyles = makeStyles({
  notice: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    gap: tokens.spacingHorizontalM,
    padding: tokens.spacingHorizontalM,
    // Calm on purpose: the one coloured sheet on a page is its banner.
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  words: { flex: '1 1 280px', minWidth: 0, display: 'grid', gap: tokens.spacingVerticalXS, overflowWrap: 'anywhere' },
  title: { fontWeight: tokens.fontWeightSemibold },
  facts: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalM,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
    userSelect: 'text',
  },
  // A list has a line for each.
  detail: { minWidth: 0, whiteSpace: 'pre-line' },
  code: { fontFamily: tokens.fontFamilyMonospace },
  hidden: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
});
