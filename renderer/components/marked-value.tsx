/** One side of a change: the part that differs is struck out before and underlined after, besides its colour. */
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { MarkedText } from './changed-part.ts';

interface MarkedValueProps {
  readonly side: 'before' | 'after';
  readonly text: MarkedText;
}

export function MarkedValue({ side, text }: MarkedValueProps) {
  const styles = useStyles();
  const Mark = side === 'before' ? 'del' : 'ins';
  return (
    <span className={styles.value}>
      {text.start}
      {text.changed === '' ? null : <Mark className={mergeClasses(styles.mark, styles[side])}>{text.changed}</Mark>}
      {text.end}
    </span>
  );
}

const useStyles = makeStyles({
  value: { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  mark: { borderRadius: tokens.borderRadiusSmall, textDecorationThickness: '1px' },
  before: {
    textDecorationLine: 'line-through',
    backgroundColor: tokens.colorStatusDangerBackground1,
    color: tokens.colorStatusDangerForeground1,
  },
  after: {
    textDecorationLine: 'underline',
    textUnderlineOffset: '2px',
    fontWeight: tokens.fontWeightSemibold,
    backgroundColor: tokens.colorStatusSuccessBackground1,
    color: tokens.colorStatusSuccessForeground1,
  },
});
