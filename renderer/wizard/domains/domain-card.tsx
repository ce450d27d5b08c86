/** One domain: its name, how it does, and what to do about it. */
import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import type { Bridge } from '../../../electron/contract/bridge.ts';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { domainsTexts } from '../../texts/wizard/domains-texts.ts';
import type { AccountState } from '../account/account-state.ts';
import { DomainDetails } from './domain-details.tsx';
import type { Check, DomainEntry } from './domain-entry.ts';
import { checkFieldOf, type EntryEvent } from './domains-state.ts';

interface DomainCardProps {
  readonly bridge: Bridge;
  readonly entry: DomainEntry;
  readonly shared: AccountState;
  readonly onCheck: () => void;
  readonly send: (event: EntryEvent) => void;
}

export function DomainCard({ bridge, entry, shared, onCheck, send }: DomainCardProps) {
  const styles = useStyles();
  const { name, check, isOpen } = entry;
  const wasChecked = check.kind === 'verified' || check.kind === 'failed';
  return (
    <section className={styles.card} aria-label={name}>
      <div className={styles.line}>
        <div className={styles.words}>
          <div className={styles.name}>{name}</div>
          <div role="status">
            <CheckLine check={check} />
          </div>
        </div>
        <div className={styles.buttons}>
          <Button
            id={checkFieldOf(name)}
            size="small"
            aria-label={wasChecked ? domainsTexts.checkAgainOf(name) : domainsTexts.checkOf(name)}
            disabledFocusable={check.kind === 'checking'}
            onClick={onCheck}
          >
            {wasChecked ? domainsTexts.checkAgain : domainsTexts.check}
          </Button>
          <Button
            id={`domain-${name}-details`}
            size="small"
            aria-expanded={isOpen}
            aria-label={isOpen ? domainsTexts.closeDetailsOf(name) : domainsTexts.detailsOf(name)}
            onClick={() => send({ kind: 'detailsToggled' })}
          >
            {isOpen ? domainsTexts.closeDetails : domainsTexts.details}
          </Button>
          <Button size="small" aria-label={domainsTexts.removeOf(name)} onClick={() => send({ kind: 'removed' })}>
            {domainsTexts.remove}
          </Button>
        </div>
      </div>
      {check.kind === 'failed' ? <ProblemNotice problem={check.problem} /> : null}
      {isOpen ? <DomainDetails bridge={bridge} entry={entry} shared={shared} send={send} /> : null}
    </section>
  );
}

function CheckLine({ check }: { readonly check: Check }) {
  const styles = useStyles();
  switch (check.kind) {
    case 'unchecked':
      return (
        <span className={styles.state}>
          <ToneIcon tone="quiet" /> {domainsTexts.unchecked}
        </span>
      );
    case 'checking':
      return <Spinner className={styles.state} size="extra-tiny" label={domainsTexts.checking} />;
    case 'verified':
      return (
        <span className={styles.state}>
          <ToneIcon tone="good" /> {domainsTexts.verified(check.verification.controller, check.verification.users)}
        </span>
      );
    case 'failed':
      return (
        <span className={styles.state}>
          <ToneIcon tone="bad" /> {domainsTexts.failed}
        </span>
      );
  }
}

const useStyles = makeStyles({
  card: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalM,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  words: { flex: '1 1 200px', minWidth: 0, overflowWrap: 'anywhere' },
  name: { fontWeight: tokens.fontWeightSemibold },
  state: {
    display: 'inline-flex',
    alignItems: 'flex-start',
    justifyContent: 'flex-start',
    gap: tokens.spacingHorizontalXS,
    color: tokens.colorNeutralForeground2,
    // In line with the first line of the words.
    '& > svg': { marginTop: '2px' },
  },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
});
