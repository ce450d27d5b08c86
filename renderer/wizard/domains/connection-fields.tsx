/** How the controllers of a domain are reached: which, how protected, and trusted by whom. */
import { Field, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import type { Bridge } from '../../../electron/contract/bridge.ts';
import { SelectField } from '../../components/select-field.tsx';
import { domainsTexts } from '../../texts/wizard/domains-texts.ts';
import { AuthorityField } from '../network/authority-field.tsx';
import { ControllerLines } from './controller-lines.tsx';
import type { DomainEntry, Security } from './domain-entry.ts';
import type { EntryEvent } from './domains-state.ts';
import { RadioWords } from './radio-words.tsx';

const securityOrder = ['automatic', 'integrated', 'ldaps', 'starttls'] as const satisfies readonly Security[];

interface ConnectionFieldsProps {
  readonly bridge: Bridge;
  readonly entry: DomainEntry;
  readonly send: (event: EntryEvent) => void;
}

export function ConnectionFields({ bridge, entry, send }: ConnectionFieldsProps) {
  const styles = useStyles();
  const { choosesControllers, security } = entry;
  return (
    <div className={styles.fields}>
      <Field label={domainsTexts.controllersLegend}>
        <RadioGroup
          value={choosesControllers ? 'chosen' : 'automatic'}
          onChange={(_event, data) => send({ kind: 'controllersChosen', choosesControllers: data.value === 'chosen' })}
        >
          <Radio value="automatic" label={<RadioWords text={domainsTexts.automatic} />} />
          <Radio value="chosen" label={<RadioWords text={domainsTexts.chosen} />} />
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

const useStyles = makeStyles({
  fields: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalM },
});
