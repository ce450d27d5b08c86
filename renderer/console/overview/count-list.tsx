/** The numbers of a run. What is zero steps back; what failed or was held steps forward. */
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { RunReport } from '../../../electron/contract/bridge.ts';
import type { Tone } from '../../components/tone.ts';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { formatCount } from '../../format.ts';
import { overviewTexts } from '../../texts/overview-texts.ts';

interface Count {
  readonly word: string;
  readonly count: number;
  readonly tone?: Tone;
}

export function CountList({ report }: { readonly report: Pick<RunReport, 'counts' | 'isBroken'> }) {
  const styles = useStyles();
  return (
    <dl className={styles.counts} aria-label={overviewTexts.counts.heading}>
      {countsOf(report).map(({ word, count, tone }) => (
        <div key={word} className={styles.item}>
          <dt className={styles.word}>{word}</dt>
          <dd className={mergeClasses(styles.number, count === 0 && styles.zero)}>
            {formatCount(count)}
            {tone !== undefined && count > 0 ? <ToneIcon tone={tone} /> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const countsOf = ({ counts, isBroken }: Pick<RunReport, 'counts' | 'isBroken'>): readonly Count[] =>
  isBroken ? recordedOf(counts) : doneOf(counts);

/** Of a run that broke off nothing else is known. */
const recordedOf = (counts: RunReport['counts']): readonly Count[] => [
  { word: overviewTexts.counts.applied, count: counts.applied },
  { word: overviewTexts.counts.unknown, count: counts.unknown, tone: 'attention' },
  { word: overviewTexts.counts.failed, count: counts.failed, tone: 'bad' },
  { word: overviewTexts.counts.held, count: counts.held, tone: 'attention' },
];

const doneOf = (counts: RunReport['counts']): readonly Count[] => [
  { word: overviewTexts.counts.planned, count: Object.values(counts.planned).reduce((sum, count) => sum + count, 0) },
  { word: overviewTexts.counts.applied, count: counts.applied },
  { word: overviewTexts.counts.failed, count: counts.failed, tone: 'bad' },
  { word: overviewTexts.counts.held, count: counts.held, tone: 'attention' },
  { word: overviewTexts.counts.notAttempted, count: counts.notAttempted },
  ...(counts.unknown === 0
    ? []
    : [{ word: overviewTexts.counts.unknown, count: counts.unknown, tone: 'attention' as const }]),
  { word: overviewTexts.counts.unchanged, count: counts.unchanged },
  { word: overviewTexts.counts.outOfScope, count: counts.outOfScope },
  { word: overviewTexts.counts.notWritable, count: counts.notWritable },
];

const useStyles = makeStyles({
  counts: {
    display: 'grid',
    gridTemplateColumns: 'repeat(8, minmax(0, 1fr))',
    '@media (max-width: 800px)': { gridTemplateColumns: 'repeat(4, minmax(0, 1fr))' },
    '@media (max-width: 440px)': { gridTemplateColumns: 'repeat(2, minmax(0, 1fr))' },
    rowGap: tokens.spacingVerticalM,
    margin: 0,
  },
  item: { display: 'flex', flexDirection: 'column-reverse', minWidth: 0 },
  number: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: 'tabular-nums',
  },
  zero: { color: tokens.colorNeutralForeground3, fontWeight: tokens.fontWeightRegular },
  word: {
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
});
