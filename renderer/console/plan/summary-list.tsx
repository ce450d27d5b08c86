/** What a plan comes to, line by line, each with the shape of its tone. */
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { planTexts } from '../../texts/console/plan-texts.ts';
import type { SummaryLine } from './plan-summary.ts';

interface SummaryListProps {
  readonly lines: readonly SummaryLine[];
  /** Of a page that is about nothing else. */
  readonly isLarge?: boolean;
}

export function SummaryList({ lines, isLarge = false }: SummaryListProps) {
  const styles = useStyles();
  return (
    <ul className={mergeClasses(styles.list, isLarge && styles.large)} aria-label={planTexts.summary}>
      {lines.map(({ tone, sentence }) => (
        <li key={sentence} className={styles.line}>
          <ToneIcon tone={tone} /> {sentence}
        </li>
      ))}
    </ul>
  );
}

const useStyles = makeStyles({
  list: { display: 'grid', gap: tokens.spacingVerticalXS, margin: 0, padding: 0, listStyleType: 'none' },
  large: { fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  line: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, minWidth: 0 },
});
