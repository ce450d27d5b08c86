/** The rail at the left of a window: whose window it is, and where one can be in it. */
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { commonTexts } from '../texts/common-texts.ts';
import { ProductMark } from './product-mark.tsx';
import { narrow } from './rail-styles.ts';

interface SideRailProps {
  readonly label: string;
  /** For words or for sentences. */
  readonly width: 'words' | 'steps';
  readonly children: ReactNode;
}

export function SideRail({ label, width, children }: SideRailProps) {
  const styles = useStyles();
  return (
    <nav className={mergeClasses(styles.rail, styles[width])} aria-label={label}>
      <div className={styles.product}>
        <ProductMark /> {commonTexts.productName}
      </div>
      {children}
    </nav>
  );
}

const useStyles = makeStyles({
  rail: {
    boxSizing: 'border-box',
    padding: tokens.spacingHorizontalL,
    overflowY: 'auto',
    backgroundColor: tokens.colorNeutralBackground3,
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
    [narrow]: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      columnGap: tokens.spacingHorizontalL,
      padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
      borderRight: 'none',
      borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    },
  },
  words: { flex: '0 0 184px', [narrow]: { flex: '0 0 auto' } },
  steps: { flex: '0 0 232px', [narrow]: { flex: '0 0 auto', justifyContent: 'space-between' } },
  product: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS} ${tokens.spacingVerticalXL}`,
    fontWeight: tokens.fontWeightSemibold,
    [narrow]: { padding: 0 },
  },
});
