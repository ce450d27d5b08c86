/** What people decided and did: decisions that are in force, and the trail of everything that was done to the agent. */
import { makeStyles, tokens } from '@fluentui/react-components';
import type { Bridge } from '../../../electron/contract/bridge.ts';
import { decisionsTexts } from '../../texts/console/decisions-texts.ts';
import { ExemptionsCard } from '../findings/exemptions-card.tsx';
import { useDecisions } from '../findings/use-decisions.ts';
import { AuditCard } from './audit-card.tsx';
import { InForceCard } from './in-force-card.tsx';

interface DecisionsPageProps {
  readonly bridge: Bridge;
  readonly isConnected: boolean;
  readonly mayDecide: boolean;
}

export function DecisionsPage({ bridge, isConnected, mayDecide }: DecisionsPageProps) {
  const styles = useStyles();
  if (!isConnected) return <div className={styles.note}>{decisionsTexts.away}</div>;
  return <Connected bridge={bridge} mayDecide={mayDecide} />;
}

function Connected({ bridge, mayDecide }: Omit<DecisionsPageProps, 'isConnected'>) {
  const decisions = useDecisions(bridge, true);
  return (
    <>
      <InForceCard decisions={decisions} />
      <ExemptionsCard bridge={bridge} decisions={decisions} mayDecide={mayDecide} />
      <AuditCard bridge={bridge} />
    </>
  );
}

const useStyles = makeStyles({
  note: { padding: `0 ${tokens.spacingHorizontalXL}`, color: tokens.colorNeutralForeground2 },
});
