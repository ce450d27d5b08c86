/** How the entries of a rail look, in the wizard and in the console: where one is, where one can go, and what is not open yet. */
import { makeStyles, tokens } from '@fluentui/react-components';

/** Where there is little room, the rail is a row above the page. */
export const narrow = '@media (max-width: 760px)';
/** The system decides the colours, and knows none of ours. */
const forced = '@media (forced-colors: active)';

export const useRailStyles = makeStyles({
  list: {
    display: 'grid',
    gap: tokens.spacingVerticalXS,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  entry: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    boxSizing: 'border-box',
    width: '100%',
    minHeight: '36px',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    border: '1px solid transparent',
    // The system's colours would draw the border that is there for its room alone.
    [forced]: { border: '1px solid Canvas' },
    borderRadius: tokens.borderRadiusMedium,
    font: 'inherit',
    textAlign: 'left',
    color: tokens.colorNeutralForeground1,
    backgroundColor: 'transparent',
  },
  link: {
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground3Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  current: {
    fontWeight: tokens.fontWeightSemibold,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    [forced]: { border: '1px solid Highlight', outline: '1px solid Highlight' },
  },
  icon: { flexShrink: 0 },
});
