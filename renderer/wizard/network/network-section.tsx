/** The network settings: one line until somebody needs them, then cloud, proxy, private authority and sign-in application. */
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { Bridge } from '../../../electron/contract/bridge.ts';
import { clouds } from '../../../electron/contract/clouds.ts';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { networkTexts } from '../../texts/wizard/network-texts.ts';
import { AuthorityField } from './authority-field.tsx';
import { type NetworkEvent, type NetworkState, networkFaults } from './network-state.ts';

interface NetworkSectionProps {
  readonly bridge: Bridge;
  readonly state: NetworkState;
  readonly send: (event: NetworkEvent) => void;
}

export function NetworkSection({ bridge, state, send }: NetworkSectionProps) {
  const styles = useStyles();
  const { cloud, proxy, isOpen } = state;
  const way = proxy.trim() === '' ? networkTexts.direct : networkTexts.throughProxy(proxy.trim());
  return (
    <section className={styles.section} aria-label={networkTexts.heading}>
      <div className={styles.line}>
        <div className={styles.summary}>
          <strong>{networkTexts.heading}</strong> {networkTexts.summary(cloud ?? networkTexts.otherCloud, way)}
        </div>
        <Button size="small" aria-expanded={isOpen} onClick={() => send({ kind: 'toggled' })}>
          {isOpen ? networkTexts.close : networkTexts.open}
        </Button>
      </div>
      {isOpen ? <NetworkForm bridge={bridge} state={state} send={send} /> : null}
    </section>
  );
}

function NetworkForm({ bridge, state, send }: NetworkSectionProps) {
  const styles = useStyles();
  const faults = networkFaults(state);
  const isOther = state.cloud === null;
  return (
    <div className={styles.form}>
      <SelectField
        label={networkTexts.cloud}
        value={state.cloud ?? ''}
        options={[
          ...clouds.map(({ name }) => ({ value: name, label: name })),
          { value: '', label: networkTexts.otherCloud },
        ]}
        onChoose={(cloud) => send({ kind: 'cloudChosen', cloud: cloud === '' ? null : cloud })}
      />
      {isOther ? (
        <>
          <TextField
            id="network-authority"
            label={networkTexts.authority}
            value={state.authority}
            fault={faults.authority}
            onChange={(text) => send({ kind: 'authorityTyped', text })}
          />
          <TextField
            id="network-graph"
            label={networkTexts.graph}
            value={state.graph}
            fault={faults.graph}
            onChange={(text) => send({ kind: 'graphTyped', text })}
          />
        </>
      ) : null}
      <TextField
        id="network-proxy"
        label={networkTexts.proxy}
        hint={networkTexts.proxyHint}
        value={state.proxy}
        fault={faults.proxy}
        onChange={(text) => send({ kind: 'proxyTyped', text })}
      />
      <AuthorityField
        bridge={bridge}
        chosen={state.certificateAuthority}
        none={networkTexts.none}
        hint={networkTexts.certificateAuthorityHint}
        onChosen={(certificateAuthority) => send({ kind: 'certificateAuthorityChosen', certificateAuthority })}
      />
      <TextField
        id="network-sign-in-client"
        label={networkTexts.signInClient}
        hint={networkTexts.signInClientHint}
        value={state.signInClient}
        fault={faults.signInClient}
        onChange={(text) => send({ kind: 'signInClientTyped', text })}
      />
    </div>
  );
}

const useStyles = makeStyles({
  section: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalM,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  summary: { flex: '1 1 240px', minWidth: 0, overflowWrap: 'anywhere' },
  form: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalM },
});
