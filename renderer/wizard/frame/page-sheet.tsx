/** A page's column: what is decided here, why it matters, and the smallest form that does it. */
import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

interface PageSheetProps {
  readonly title: string;
  readonly why: string;
  readonly children: ReactNode;
}

export function PageSheet({ title, why, children }: PageSheetProps) {
  const styles = useStyles();
  return (
    <div className={styles.sheet}>
      <div>
        <h1 className={styles.title} tabIndex={-1} ref={focusWhenShown}>
          {title}
        </h1>
        <p className={styles.why}>{why}</p>
      </div>
      {children}
    </div>
  );
}

/** A screen reader says the title of the page that Next or Back led to. */
const focusWhenShown = (title: HTMLHeadingElement | null) => title?.focus();

const useStyles = makeStyles({
  sheet: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    alignContent: 'start',
    gap: tokens.spacingVerticalXL,
    maxWidth: '640px',
  },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase600,
    lineHeight: tokens.lineHeightBase600,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
    outlineStyle: 'none',
  },
  why: { margin: `${tokens.spacingVerticalXS} 0 0`, color: tokens.colorNeutralForeground2 },
});
