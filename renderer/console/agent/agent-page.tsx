/** The page about the agent itself: what keeps it running, how it is set up, its certificate, and a check of it all. */
import { makeStyles, tokens } from '@fluentui/react-components';
import { useCallback, useEffect } from 'react';
import type { Bridge } from '../../../electron/contract/bridge.ts';
import { agentTexts } from '../../texts/console/agent-texts.ts';
import { useAnswer } from '../../use-answer.ts';
import { mayPreview, type OverviewState } from '../overview/overview-state.ts';
import { CertificateCard } from './certificate-card.tsx';
import { CheckCard } from './check-card.tsx';
import { ServiceCard } from './service-card.tsx';
import { SetUpCard } from './set-up-card.tsx';
import type { ServiceLook } from './use-service.ts';

interface AgentPageProps {
  readonly bridge: Bridge;
  readonly state: OverviewState;
  readonly look: ServiceLook;
  /** Opens the wizard. */
  readonly onSetUp: () => void;
}

export function AgentPage({ bridge, state, look, onSetUp }: AgentPageProps) {
  const styles = useStyles();
  const { connection } = state;
  const isConnected = connection.kind === 'connected';
  const isSetUp = isConnected && 'tenant' in connection.state.activity;
  const mayChange = isConnected && connection.permissions.includes('change');
  const [settings, readSettings] = useAnswer(useCallback(() => bridge.call('settings.get', {}), [bridge]));
  const [certificate, readCertificate] = useAnswer(useCallback(() => bridge.call('certificate.read', {}), [bridge]));
  const [checked, check, isChecking] = useAnswer(useCallback(() => bridge.call('agent.repair', {}), [bridge]));
  useEffect(() => {
    if (isSetUp) readSettings();
    if (isSetUp && mayChange) readCertificate();
  }, [isSetUp, mayChange, readSettings, readCertificate]);
  return (
    <>
      <ServiceCard look={look} isConnected={isConnected} />
      {isConnected ? null : <div className={styles.away}>{agentTexts.away}</div>}
      {isSetUp ? <SetUpCard settings={settings} onChange={mayPreview(state) ? onSetUp : null} /> : null}
      {isSetUp ? <CertificateCard certificate={certificate} /> : null}
      {isConnected && mayChange ? <CheckCard checked={checked} isChecking={isChecking} onCheck={check} /> : null}
    </>
  );
}

const useStyles = makeStyles({
  away: { padding: `0 ${tokens.spacingHorizontalXL}`, color: tokens.colorNeutralForeground2 },
});
