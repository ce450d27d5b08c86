/** Something to know before going on, that is no failure: what it is, what it means, and perhaps what to do right here. */
import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Tone } from './tone.ts';
import { ToneIcon } from './tone-icon.tsx';

interface NoticeProps {
  readonly tone: Tone;
  readonly title: string;
  readonly explanation: string;
  readonly action?: ReactNode;
}

export function Notice({ tone, title, explanation, action }: NoticeProps) {
  const styles = useStyles();
  return (
    <div className={styles.notice}>
      <ToneIcon tone={tone} size={20} />
      <div className={styles.words}>
        <div className={styles.title}>{title}</div>
        {explanation === '' ? null : <div>{explanation}</div>}
        {action === undefined ? null : <div>{action}</div>}
      </div>
    </div>
  );
}

const useStyles = makeStyles({
  notice: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: tokens.spacingHorizontalM,
    padding: tokens.spacingHorizontalM,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  words: {
    flex: 1,
    minWidth: 0,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingVerticalXS,
    overflowWrap: 'anywhere',
  },
  title: { fontWeight: tokens.fontWeightSemibold },
});
