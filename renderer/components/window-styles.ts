/** The whole window, as the wizard and the console fill it. */
import { makeStyles, tokens } from '@fluentui/react-components';
import { narrow } from './rail-styles.ts';

export const useWindowStyles = makeStyles({
  window: {
    display: 'flex',
    height: '100%',
    backgroundColor: tokens.colorNeutralBackground2,
    color: tokens.colorNeutralForeground1,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    [narrow]: { flexDirection: 'column' },
  },
});
