/** That something is being read, in the place where it will stand. Most readings are over before a moving picture would be seen. */
import { makeStyles, tokens } from '@fluentui/react-components';

export function Reading({ words }: { readonly words: string }) {
  return (
    <p role="status" className={useStyles().reading}>
      {words}
    </p>
  );
}

const useStyles = makeStyles({ reading: { margin: 0, color: tokens.colorNeutralForeground2 } });
