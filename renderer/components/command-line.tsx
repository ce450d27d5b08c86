/** A command to type elsewhere; one click selects all of it. */
import { makeStyles, tokens } from '@fluentui/react-components';

export function CommandLine({ command }: { readonly command: string }) {
  return <code className={useStyles().command}>{command}</code>;
}

const useStyles = makeStyles({
  command: {
    display: 'inline-block',
    maxWidth: '100%',
    boxSizing: 'border-box',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: 'anywhere',
    userSelect: 'all',
  },
});
