/** What is decided already, beside what waits for a decision. */
import type { Bridge } from '../../../electron/contract/bridge.ts';
import { DecidedCard } from './decided-card.tsx';
import { ExemptionsCard } from './exemptions-card.tsx';
import { useDecisions } from './use-decisions.ts';

interface DecidedCardsProps {
  readonly bridge: Bridge;
  readonly mayDecide: boolean;
  /** False while the findings are read anew: whatever led to that may have changed what is decided. */
  readonly isSettled: boolean;
}

export function DecidedCards({ bridge, mayDecide, isSettled }: DecidedCardsProps) {
  const decisions = useDecisions(bridge, isSettled);
  return (
    <>
      <DecidedCard verdict="approved" bridge={bridge} decisions={decisions} mayDecide={mayDecide} />
      <DecidedCard verdict="rejected" bridge={bridge} decisions={decisions} mayDecide={mayDecide} />
      <ExemptionsCard bridge={bridge} decisions={decisions} mayDecide={mayDecide} />
    </>
  );
}
