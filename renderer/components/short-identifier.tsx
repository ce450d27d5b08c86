/** A long identifier, shortened in the middle; the whole of it shows when the pointer or the keyboard rests on it. */
import { makeStyles, Tooltip, tokens } from '@fluentui/react-components';
import { shortenMiddle } from '../format.ts';

const longest = 56;

export function ShortIdentifier({ text }: { readonly text: string }) {
  const styles = useStyles();
  if (text.length <= longest) return <span className={styles.text}>{text}</span>;
  return (
    <Tooltip content={text} relationship="description">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without it the whole text could not be reached by keyboard */}
      <span className={styles.text} tabIndex={0}>
        {shortenMiddle(text, longest)}
      </span>
    </Tooltip>
  );
}

const useStyles = makeStyles({
  text: {
    overflowWrap: 'anywhere',
    userSelect: 'text',
    borderRadius: tokens.borderRadiusSmall,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
});
