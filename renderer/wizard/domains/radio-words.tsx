/** The words beside a plain radio button: as it comes, what is not chosen looks as if it could not be. */
import { makeStyles, tokens } from '@fluentui/react-components';

export function RadioWords({ text }: { readonly text: string }) {
  return <span className={useStyles().words}>{text}</span>;
}

const useStyles = makeStyles({ words: { color: tokens.colorNeutralForeground1 } });
