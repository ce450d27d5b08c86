/** What most domains need no word about: another account, chosen controllers, the connection, a private authority. */
import { Field, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import type { Bridge } from '../../../electron/contract/bridge.ts';
import { domainsTexts } from '../../texts/wizard/domains-texts.ts';
import { AccountFields } from '../account/account-fields.tsx';
import type { AccountState } from '../account/account-state.ts';
import { ConnectionFields } from './connection-fields.tsx';
import type { DomainEntry } from './domain-entry.ts';
import type { EntryEvent } from './domains-state.ts';
import { RadioWords } from './radio-words.tsx';

interface DomainDetailsProps {
  readonly bridge: Bridge;
  readonly entry: DomainEntry;
  readonly shared: AccountState;
  readonly send: (event: EntryEvent) => void;
}

export function DomainDetails({ bridge, entry, shared, send }: DomainDetailsProps) {
  const styles = useStyles();
  const { name, ownAccount } = entry;
  return (
    <div className={styles.details}>
      <Field label={domainsTexts.accountLegend}>
        <RadioGroup
          value={ownAccount === null ? 'shared' : 'own'}
          onChange={(_event, data) => send({ kind: 'ownAccountChosen', isOwn: data.value === 'own' })}
        >
          <Radio value="shared" label={<RadioWords text={domainsTexts.sharedAccount(shared.account)} />} />
          <Radio value="own" label={<RadioWords text={domainsTexts.ownAccount} />} />
        </RadioGroup>
      </Field>
      {ownAccount === null ? null : (
        <AccountFields
          bridge={bridge}
          prefix={`domain-${name}`}
          state={ownAccount}
          send={(event) => send({ kind: 'ownAccountChanged', event })}
        />
      )}
      <ConnectionFields bridge={bridge} entry={entry} send={send} />
    </div>
  );
}

const useStyles = makeStyles({
  details: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingVerticalM,
    paddingTop: tokens.spacingVerticalM,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
});
