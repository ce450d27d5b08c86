/** A time in words; the exact one shows when the pointer or the keyboard rests on it. */
import { makeStyles, Tooltip, tokens } from '@fluentui/react-components';
import { formatExactTime } from '../format.ts';

interface MomentProps {
  readonly instant: string;
  readonly words: string;
}

export function Moment({ instant, words }: MomentProps) {
  const styles = useStyles();
  return (
    <Tooltip content={formatExactTime(instant)} relationship="description">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without it the exact time could not be reached by keyboard */}
      <time dateTime={instant} tabIndex={0} className={styles.time}>
        {words}
      </time>
    </Tooltip>
  );
}

const useStyles = makeStyles({
  time: {
    fontVariantNumeric: 'tabular-nums',
    borderRadius: tokens.borderRadiusSmall,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
});
