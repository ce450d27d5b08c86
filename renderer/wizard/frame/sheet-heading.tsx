/** The heading of a part of a wizard page. */
import { makeStyles, tokens } from '@fluentui/react-components';

export function SheetHeading({ text }: { readonly text: string }) {
  const styles = useStyles();
  return <h2 className={styles.heading}>{text}</h2>;
}

const useStyles = makeStyles({
  heading: {
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
});
