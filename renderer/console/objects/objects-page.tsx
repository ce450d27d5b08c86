/** Why somebody is synchronised or is not: asked by name, and told by reason of all who are left out; and which attributes are. */
import { Button } from '@fluentui/react-components';
import { useCallback, useEffect } from 'react';
import type { Bridge } from '../../../electron/contract/bridge.ts';
import { Card } from '../../components/card.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Reading } from '../../components/reading.tsx';
import { commonTexts } from '../../texts/common-texts.ts';
import { objectsTexts } from '../../texts/console/objects-texts.ts';
import { useAnswer } from '../../use-answer.ts';
import { Basis } from './basis.tsx';
import { FindCard } from './find-card.tsx';
import { MappingCard } from './mapping-card.tsx';
import { ReasonRow } from './reason-row.tsx';

interface ObjectsPageProps {
  readonly bridge: Bridge;
  readonly isConnected: boolean;
  /** Of the run that ended last: after it, others may be left out. */
  readonly lastRunId: string | null;
}

export function ObjectsPage({ bridge, isConnected, lastRunId }: ObjectsPageProps) {
  return (
    <>
      <FindCard bridge={bridge} isConnected={isConnected} />
      <LeftOutCard bridge={bridge} isConnected={isConnected} lastRunId={lastRunId} />
      <MappingCard />
    </>
  );
}

function LeftOutCard({ bridge, isConnected, lastRunId }: ObjectsPageProps) {
  const [answer, ask] = useAnswer(useCallback(() => bridge.call('objects.reasons', {}), [bridge]));
  // biome-ignore lint/correctness/useExhaustiveDependencies: a run that ended is the reason to ask again
  useEffect(() => {
    if (isConnected) ask();
  }, [ask, isConnected, lastRunId]);
  const again = <Button onClick={ask}>{commonTexts.actions.tryAgain}</Button>;
  const { heading, reading, unread, away, none, noneExplanation } = objectsTexts.leftOut;
  return (
    <Card heading={heading}>
      {answer.kind === 'none' ? <Reading words={away} /> : null}
      {answer.kind === 'asked' ? <Reading words={reading} /> : null}
      {answer.kind === 'refused' ? (
        <ProblemNotice problem={answer.problem} lead={unread} tone="attention" action={again} />
      ) : null}
      {answer.kind === 'given' ? (
        <>
          {answer.value.reasons.length === 0 ? <EmptyState title={none} explanation={noneExplanation} /> : null}
          {answer.value.reasons.map((reason) => (
            <ReasonRow key={reason.id} bridge={bridge} reason={reason} lastRunId={lastRunId} />
          ))}
          {answer.value.notes.map((note) => (
            <ProblemNotice key={note.code} problem={note} tone="attention" />
          ))}
          <Basis basis={answer.value.basis} />
        </>
      ) : null}
    </Card>
  );
}
