/** Says what will appear in an empty place, and how to make it appear. */
import { makeStyles, tokens } from '@fluentui/react-components';

export function EmptyState({ title, explanation }: { readonly title: string; readonly explanation: string }) {
  const styles = useStyles();
  return (
    <div className={styles.empty}>
      <div className={styles.title}>{title}</div>
      <div>{explanation}</div>
    </div>
  );
}

const useStyles = makeStyles({
  empty: {
    display: 'grid',
    gap: tokens.spacingVerticalXS,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  title: { fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground1 },
});
