/** What most domains need no word about: another account, chosen controllers, the connection, a private authority. */
import { Field, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import type { Bridge } from '../../../electron/contract/bridge.ts';
import { SelectField } from '../../components/select-field.tsx';
import { domainsTexts } from '../../texts/wizard/domains-texts.ts';
import { AccountFields } from '../account/account-fields.tsx';
import type { AccountState } from '../account/account-state.ts';
import { AuthorityField } from '../network/authority-field.tsx';
import { ControllerLines } from './controller-lines.tsx';
import type { DomainEntry, Security } from './domain-entry.ts';
import type { EntryEvent } from './domains-state.ts';

const securityOrder = ['ldaps', 'starttls', 'integrated'] as const satisfies readonly Security[];

interface DomainDetailsProps {
  readonly bridge: Bridge;
  readonly entry: DomainEntry;
  readonly shared: AccountState;
  readonly send: (event: EntryEvent) => void;
}

export function DomainDetails({ bridge, entry, shared, send }: DomainDetailsProps) {
  const styles = useStyles();
  const { name, ownAccount, choosesControllers, security } = entry;
  return (
    <div className={styles.details}>
      <Field label={domainsTexts.accountLegend}>
        <RadioGroup
          value={ownAccount === null ? 'shared' : 'own'}
          onChange={(_event, data) => send({ kind: 'ownAccountChosen', isOwn: data.value === 'own' })}
        >
          <Radio value="shared" label={<Words text={domainsTexts.sharedAccount(shared.account)} />} />
          <Radio value="own" label={<Words text={domainsTexts.ownAccount} />} />
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
      <Field label={domainsTexts.controllersLegend}>
        <RadioGroup
          value={choosesControllers ? 'chosen' : 'automatic'}
          onChange={(_event, data) => send({ kind: 'controllersChosen', choosesControllers: data.value === 'chosen' })}
        >
          <Radio value="automatic" label={<Words text={domainsTexts.automatic} />} />
          <Radio value="chosen" label={<Words text={domainsTexts.chosen} />} />
        </RadioGroup>
      </Field>
      {choosesControllers ? <ControllerLines entry={entry} send={send} /> : null}
      <SelectField
        label={domainsTexts.securityLegend}
        value={security}
        options={securityOrder.map((value) => ({ value, label: domainsTexts.security[value] }))}
        onChoose={(chosen) => send({ kind: 'securityChosen', security: chosen })}
      />
      <AuthorityField
        bridge={bridge}
        chosen={entry.certificateAuthority}
        none={domainsTexts.noAuthority}
        hint={domainsTexts.authorityHint}
        onChosen={(authority) => send({ kind: 'authorityChosen', authority })}
      />
    </div>
  );
}

/** As it comes, what is not chosen looks as if it could not be. */
function Words({ text }: { readonly text: string }) {
  return <span className={useStyles().words}>{text}</span>;
}

const useStyles = makeStyles({
  words: { color: tokens.colorNeutralForeground1 },
  details: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingVerticalM,
    paddingTop: tokens.spacingVerticalM,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
});
