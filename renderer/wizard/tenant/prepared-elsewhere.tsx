/** For an application that an administrator elsewhere prepares: the agent's certificate and the script to hand over, and the two ids that come back. */
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { Bridge } from '../../../electron/contract/bridge.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { FactList } from '../../components/fact-list.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useSaveText } from '../../components/use-save-text.ts';
import { formatExactTime } from '../../format.ts';
import { commonTexts } from '../../texts/common-texts.ts';
import { tenantTexts } from '../../texts/wizard/tenant-texts.ts';
import { type NetworkState, tenantDraftOf } from '../network/network-state.ts';
import { type AgentCertificate, isIdentifier, type TenantEvent, type TenantState } from './tenant-state.ts';

const words = tenantTexts.elsewhere;

interface PreparedElsewhereProps {
  readonly bridge: Bridge;
  readonly network: NetworkState;
  readonly state: TenantState;
  readonly send: (event: TenantEvent) => void;
  readonly onMake: () => void;
}

export function PreparedElsewhere({ bridge, network, state, send, onMake }: PreparedElsewhereProps) {
  const styles = useStyles();
  const { preparation, tenantId, clientId } = state;
  const faultOf = (text: string) => (text === '' || isIdentifier(text) ? null : words.identifierFault);
  return (
    <div className={styles.part}>
      <ol className={styles.list}>
        {words.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {preparation.kind === 'failed' ? <ProblemNotice problem={preparation.problem} lead={words.failed} /> : null}
      {preparation.kind === 'made' ? (
        <Handover bridge={bridge} network={network} certificate={preparation.certificate} />
      ) : (
        <div>
          <Button disabledFocusable={preparation.kind === 'asked'} onClick={onMake}>
            {preparation.kind === 'asked' ? words.making : words.makeCertificate}
          </Button>
        </div>
      )}
      <TextField
        id="tenant-id"
        label={words.tenantId}
        hint={words.identifierHint}
        value={tenantId}
        isRequired
        fault={faultOf(tenantId)}
        onChange={(text) => send({ kind: 'tenantIdTyped', text })}
      />
      <TextField
        id="tenant-client-id"
        label={words.clientId}
        value={clientId}
        isRequired
        fault={faultOf(clientId)}
        onChange={(text) => send({ kind: 'clientIdTyped', text })}
      />
    </div>
  );
}

interface HandoverProps extends Pick<PreparedElsewhereProps, 'bridge' | 'network'> {
  readonly certificate: AgentCertificate;
}

function Handover({ bridge, network, certificate }: HandoverProps) {
  const styles = useStyles();
  const { path, problem, save } = useSaveText(bridge, words.scriptName, async () => {
    const made = await bridge.call('registration.script', { tenant: tenantDraftOf(network) });
    return made.ok ? { ok: true, value: made.value.script } : made;
  });
  return (
    <div className={styles.part}>
      <FactList
        facts={[
          {
            name: words.thumbprint,
            value: certificate.thumbprintSha256,
            note: words.validUntil(formatExactTime(certificate.notAfter)),
          },
        ]}
      />
      <div className={styles.ways}>
        <Button onClick={save}>{words.saveScript}</Button>
        <CopyButton bridge={bridge} text={certificate.certificatePem} label={words.copyCertificate} />
      </div>
      {path === null ? null : <div role="status">{commonTexts.savedAs(path)}</div>}
      {problem === null ? null : <ProblemNotice problem={problem} />}
    </div>
  );
}

const useStyles = makeStyles({
  part: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalM },
  list: { display: 'grid', gap: tokens.spacingVerticalXS, margin: 0, paddingLeft: tokens.spacingHorizontalXL },
  ways: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});
