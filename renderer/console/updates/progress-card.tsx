/** How the update in progress goes, or how the last one ended. */
import type { UpdateProgress } from '../../../electron/contract/bridge.ts';
import { Card } from '../../components/card.tsx';
import { FactList } from '../../components/fact-list.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { formatExactTime } from '../../format.ts';
import { updatesTexts } from '../../texts/console/updates-texts.ts';

const words = updatesTexts.last;

export function ProgressCard({ progress }: { readonly progress: UpdateProgress }) {
  const { phase, outcome, startedAt, endedAt, fetchedBytes, problem } = progress;
  const tone = outcome === null ? 'working' : outcome === 'installed' ? 'good' : 'attention';
  return (
    <Card
      heading={outcome === null ? words.headingNow : words.heading}
      beside={
        <>
          <ToneIcon tone={tone} /> {outcome === null ? words.phases[phase] : words.outcomes[outcome]}
        </>
      }
    >
      <FactList
        facts={[
          { name: words.which, value: words.fromTo(progress) },
          { name: words.begun, value: formatExactTime(startedAt) },
          ...(endedAt === null ? [] : [{ name: words.ended, value: formatExactTime(endedAt) }]),
          ...(fetchedBytes === null || fetchedBytes === 0
            ? []
            : [{ name: words.fetched, value: words.fetchedSize(fetchedBytes) }]),
        ]}
      />
      {problem === null ? null : <ProblemNotice problem={problem} tone="attention" />}
    </Card>
  );
}
