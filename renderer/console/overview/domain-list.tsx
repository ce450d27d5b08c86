/** Every domain that is read: through which controller, how the last reading went, and what stood in its way. */
import { makeStyles, tokens } from '@fluentui/react-components';
import type { AgentState } from '../../../electron/contract/bridge.ts';
import { Since } from '../../components/since.tsx';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { overviewTexts } from '../../texts/overview-texts.ts';
import { type DomainReading, domainReadingsOf } from './domain-readings.ts';

const words = overviewTexts.domains;

export function DomainList({ state }: { readonly state: AgentState }) {
  const styles = useStyles();
  const domains = domainReadingsOf(state);
  if (domains.length === 0) return null;
  return (
    <ul className={styles.list} aria-label={words.heading}>
      {domains.map(({ name, controller, read }) => (
        <li key={name} className={styles.domain}>
          <div className={styles.words}>
            <div className={styles.name}>{name}</div>
            <div className={styles.note}>{overviewTexts.facts.controller(controller)}</div>
          </div>
          <div className={styles.reading}>
            <ToneIcon tone={read === null ? 'quiet' : read.isComplete ? 'good' : 'bad'} />
            {read === null ? <div>{words.unread}</div> : <Read read={read} />}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Read({ read }: { readonly read: NonNullable<DomainReading['read']> }) {
  const styles = useStyles();
  return (
    <div className={styles.words}>
      <div>{read.isComplete ? words.read(read) : (read.problem?.title ?? words.incomplete)}</div>
      <div className={styles.note}>
        {read.isComplete ? null : `${words.stopped(read)} `}
        <Since instant={read.at} />
      </div>
    </div>
  );
}

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gap: tokens.spacingVerticalM,
    margin: 0,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalXL}`,
    listStyleType: 'none',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
  },
  domain: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(280px, 100%), 1fr))',
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}`,
  },
  words: { minWidth: 0, overflowWrap: 'anywhere' },
  name: { fontWeight: tokens.fontWeightSemibold },
  reading: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: tokens.spacingHorizontalXS,
    minWidth: 0,
    // In line with the first line of the words.
    '& > svg': { marginTop: '2px' },
  },
  note: {
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
});
