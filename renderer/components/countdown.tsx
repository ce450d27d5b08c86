/** How long until something happens, second by second; the exact time shows when the pointer or the keyboard rests on it. */
import { makeStyles, Tooltip, tokens } from '@fluentui/react-components';
import { formatExactTime, formatUntil } from '../format.ts';
import { useNow } from './use-now.ts';

const everySecondMs = 1_000;

export function Countdown({ instant }: { readonly instant: string }) {
  const styles = useStyles();
  const now = useNow(everySecondMs);
  return (
    <Tooltip content={formatExactTime(instant)} relationship="description">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without it the exact time could not be reached by keyboard */}
      <time dateTime={instant} tabIndex={0} className={styles.time}>
        {formatUntil(instant, now)}
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
