/** How long the certificate that the agent signs in with is good for. */
import type { CertificateState } from '../../../electron/contract/bridge.ts';
import { Card } from '../../components/card.tsx';
import { FactList } from '../../components/fact-list.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Reading } from '../../components/reading.tsx';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { useNow } from '../../components/use-now.ts';
import { formatExactTime, shortenMiddle } from '../../format.ts';
import { agentTexts } from '../../texts/console/agent-texts.ts';
import type { Answer } from '../../use-answer.ts';

const words = agentTexts.certificate;
/** Enough to compare with what the tenant shows. */
const thumbprintLength = 24;

export function CertificateCard({ certificate }: { readonly certificate: Answer<CertificateState> }) {
  const now = useNow();
  // Who may only look is not told.
  if (certificate.kind === 'none') return null;
  if (certificate.kind !== 'given') {
    return (
      <Card heading={words.heading}>
        {certificate.kind === 'asked' ? <Reading words={words.reading} /> : null}
        {certificate.kind === 'refused' ? (
          <ProblemNotice problem={certificate.problem} lead={words.unread} tone="attention" />
        ) : null}
      </Card>
    );
  }
  const { notAfter, renewAfter, renewal, thumbprintSha256 } = certificate.value;
  const isOver = Date.parse(notAfter) <= now;
  return (
    <Card
      heading={words.heading}
      beside={
        isOver ? (
          <>
            <ToneIcon tone="bad" /> {words.expired}
          </>
        ) : undefined
      }
    >
      <FactList
        facts={[
          { name: words.validUntil, value: formatExactTime(notAfter) },
          { name: words.renewed, value: formatExactTime(renewAfter), note: words.renewals[renewal] },
          { name: words.thumbprint, value: shortenMiddle(thumbprintSha256, thumbprintLength) },
        ]}
      />
    </Card>
  );
}
