/** One run from its result to its last changed attribute. */
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import type { Finding, RunReport } from '../../../electron/contract/bridge.ts';
import { Card } from '../../components/card.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Since } from '../../components/since.tsx';
import type { Tone } from '../../components/tone.ts';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { formatDuration, formatInstantsIn } from '../../format.ts';
import { overviewTexts } from '../../texts/overview-texts.ts';
import { CountList } from './count-list.tsx';
import type { CountedGroup } from './entry-line.ts';
import { EntryTable } from './entry-table.tsx';
import type { EntryList } from './overview-state.ts';
import { readLine } from './read-line.ts';
import { settledAlike } from './settled-alike.ts';
import { StepList } from './step-list.tsx';
import { stepsOfReport } from './step-progress.ts';

interface RunCardProps {
  readonly report: RunReport;
  readonly list: EntryList | null;
  readonly action: ReactNode;
  readonly onReadMore: () => void;
  /** Leads to where a person decides about what the guard holds. */
  readonly onDecide: () => void;
}

export function RunCard({ report, list, action, onReadMore, onDecide }: RunCardProps) {
  const styles = useStyles();
  const [shown, setShown] = useState<CountedGroup | null>(null);
  return (
    <Card heading={overviewTexts.run.heading} beside={<ResultLine report={report} />} action={action}>
      <FindingList report={report} onDecide={onDecide} />
      <CountList report={report} shown={shown} onShow={setShown} />
      {report.isBroken ? null : <StepList steps={stepsOfReport(report)} />}
      <p className={styles.read}>{readLine(report)}</p>
      {settledAlike(report).map(({ key, names, kind, fate }) => (
        <p key={key} className={styles.read}>
          {overviewTexts.run.settled(names, kind, fate)}
        </p>
      ))}
      {list === null ? null : (
        <EntryTable
          list={list}
          result={report.result}
          isPreview={false}
          only={shown}
          onShowAll={() => setShown(null)}
          onReadMore={onReadMore}
        />
      )}
    </Card>
  );
}

function ResultLine({ report }: { readonly report: RunReport }) {
  const styles = useStyles();
  return (
    <>
      <span className={styles.result}>
        <ToneIcon tone={resultTones[report.result]} />
        {overviewTexts.results[report.result]}
      </span>
      <Since instant={report.startedAt} />
      <span>
        {report.isBroken ? overviewTexts.run.brokeOff : overviewTexts.run.took(formatDuration(report.durationMs))}
      </span>
    </>
  );
}

const resultTones = {
  succeeded: 'good',
  succeededWithProblems: 'attention',
  failed: 'bad',
  cancelled: 'attention',
} as const satisfies Record<RunReport['result'], Tone>;

interface FindingListProps {
  readonly report: RunReport;
  /** Left out of a plan: only what a run has held is there to decide about. */
  readonly onDecide?: () => void;
}

/** What a person has to know about a run or a plan, before its list. */
export function FindingList({ report, onDecide }: FindingListProps) {
  const styles = useStyles();
  if (report.problems.length + report.findings.length === 0) return null;
  return (
    <section className={styles.problems} aria-label={overviewTexts.problems.heading}>
      {report.problems.map((problem) => (
        <ProblemNotice
          key={`${problem.code} ${problem.detail}`}
          problem={problem}
          tone={report.result === 'failed' ? 'bad' : 'attention'}
        />
      ))}
      {report.findings.map((finding) => (
        <FindingNotice
          key={`${finding.problem.code} ${finding.problem.detail}`}
          finding={finding}
          onDecide={onDecide}
        />
      ))}
    </section>
  );
}

/** What is within its limit holds nothing: it is for information. */
function FindingNotice({
  finding,
  onDecide,
}: {
  readonly finding: Finding;
  readonly onDecide: (() => void) | undefined;
}) {
  const { problem, found, allowed, held = 0 } = finding;
  if (found <= allowed) {
    const explanation = `${problem.meaning} ${problem.remedy} ${formatInstantsIn(problem.detail)}`;
    return <Notice tone="quiet" title={problem.title} explanation={explanation} />;
  }
  const numbers = overviewTexts.problems.foundAndAllowed(found, allowed);
  const decide = <Button onClick={onDecide}>{overviewTexts.problems.decide}</Button>;
  return (
    <ProblemNotice
      problem={problem}
      tone="attention"
      numbers={numbers}
      action={held > 0 && onDecide !== undefined ? decide : undefined}
    />
  );
}

const useStyles = makeStyles({
  result: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground1,
  },
  problems: { display: 'grid', gap: tokens.spacingVerticalS },
  read: { margin: 0, color: tokens.colorNeutralForeground2 },
});
