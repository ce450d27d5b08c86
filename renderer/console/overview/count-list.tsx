/** The numbers of a run. What is zero steps back; what failed or was held steps forward; most lead to the lines they count. */
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { RunReport } from '../../../electron/contract/bridge.ts';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { formatCount } from '../../format.ts';
import { overviewTexts } from '../../texts/overview-texts.ts';
import { type CountLine, countLinesOf } from './count-lines.ts';
import type { CountedGroup } from './entry-line.ts';

interface CountListProps {
  readonly report: Pick<RunReport, 'counts' | 'isBroken'>;
  /** Whose lines alone are shown; null while all are. */
  readonly shown: CountedGroup | null;
  readonly onShow: (group: CountedGroup | null) => void;
}

export function CountList({ report, shown, onShow }: CountListProps) {
  const styles = useStyles();
  return (
    <ul className={styles.counts} aria-label={overviewTexts.counts.heading}>
      {countLinesOf(report).map((line) => (
        <li key={line.word}>
          <CountItem line={line} shown={shown} onShow={onShow} />
        </li>
      ))}
    </ul>
  );
}

function CountItem({ line, shown, onShow }: Pick<CountListProps, 'shown' | 'onShow'> & { readonly line: CountLine }) {
  const styles = useStyles();
  const { group } = line;
  if (group === null) {
    return (
      <div className={styles.item}>
        <CountWords line={line} />
      </div>
    );
  }
  const isShown = group === shown;
  return (
    <button
      type="button"
      className={mergeClasses(styles.item, styles.link, isShown && styles.shown)}
      aria-pressed={isShown}
      onClick={() => onShow(isShown ? null : group)}
    >
      <CountWords line={line} />
    </button>
  );
}

function CountWords({ line: { word, count, note, tone } }: { readonly line: CountLine }) {
  const styles = useStyles();
  return (
    <>
      <span className={mergeClasses(styles.number, count === 0 && styles.zero)}>
        {formatCount(count)}
        {tone !== undefined && count > 0 ? <ToneIcon tone={tone} /> : null}
      </span>{' '}
      <span className={mergeClasses(styles.word, 'count-word')}>{word}</span>{' '}
      <span className={styles.note}>{note}</span>
    </>
  );
}

const useStyles = makeStyles({
  counts: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(104px, 1fr))',
    gap: tokens.spacingVerticalXS,
    // The numbers stand in line with what is above and below; only the frame of what can be pressed reaches out.
    margin: `0 calc(-1px - ${tokens.spacingHorizontalS})`,
    padding: 0,
    listStyleType: 'none',
  },
  item: {
    boxSizing: 'border-box',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    width: '100%',
    minWidth: 0,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    border: '1px solid transparent',
    borderRadius: tokens.borderRadiusMedium,
    textAlign: 'left',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  link: {
    fontFamily: 'inherit',
    color: 'inherit',
    backgroundColor: 'transparent',
    cursor: 'pointer',
    '& .count-word': { color: tokens.colorBrandForegroundLink },
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':hover .count-word': { textDecorationLine: 'underline' },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  shown: { border: `1px solid ${tokens.colorCompoundBrandStroke}`, fontWeight: tokens.fontWeightSemibold },
  number: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: 'tabular-nums',
  },
  zero: { color: tokens.colorNeutralForeground3, fontWeight: tokens.fontWeightRegular },
  word: { color: tokens.colorNeutralForeground2 },
  note: { color: tokens.colorNeutralForeground2, ':empty': { display: 'none' } },
});
