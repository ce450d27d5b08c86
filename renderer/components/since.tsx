/** How long ago something was; the exact time shows when the pointer or the keyboard rests on it. */
import { makeStyles, Tooltip, tokens } from '@fluentui/react-components';
import { formatExactTime, formatSince } from '../format.ts';
import { useNow } from './use-now.ts';

export function Since({ instant }: { readonly instant: string }) {
  const styles = useStyles();
  const now = useNow();
  return (
    <Tooltip content={formatExactTime(instant)} relationship="description">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without it the exact time could not be reached by keyboard */}
      <time dateTime={instant} tabIndex={0} className={styles.time}>
        {formatSince(instant, now)}
      </time>
    </Tooltip>
  );
}

const useStyles = makeStyles({
  time: {
    borderRadius: tokens.borderRadiusSmall,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
});
