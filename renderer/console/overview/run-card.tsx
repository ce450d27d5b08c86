/** One run from its result to its last changed attribute. */
import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Finding, RunReport } from '../../../electron/contract/bridge.ts';
import { Card } from '../../components/card.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Since } from '../../components/since.tsx';
import type { Tone } from '../../components/tone.ts';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { formatDuration } from '../../format.ts';
import { overviewTexts } from '../../texts/overview-texts.ts';
import { CountList } from './count-list.tsx';
import { EntryTable } from './entry-table.tsx';
import type { EntryList } from './overview-state.ts';
import { StepList } from './step-list.tsx';
import { stepsOfReport } from './step-progress.ts';

interface RunCardProps {
  readonly report: RunReport;
  readonly list: EntryList | null;
  readonly action: ReactNode;
  readonly onReadMore: () => void;
}

export function RunCard({ report, list, action, onReadMore }: RunCardProps) {
  const styles = useStyles();
  return (
    <Card heading={overviewTexts.run.heading} beside={<ResultLine report={report} />} action={action}>
      <FindingList report={report} />
      <CountList report={report} />
      {report.isBroken ? null : <StepList steps={stepsOfReport(report)} />}
      <p className={styles.read}>{readLine(report)}</p>
      {report.settled.map(({ runId, change, fate }) => (
        <p key={`${runId} ${change.digest}`} className={styles.read}>
          {overviewTexts.run.settled(change.displayName, change.kind, fate)}
        </p>
      ))}
      {list === null ? null : (
        <EntryTable list={list} result={report.result} isPreview={false} onReadMore={onReadMore} />
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

/** What a person has to know about a run or a plan, before its list. */
export function FindingList({ report }: { readonly report: RunReport }) {
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
        <FindingNotice key={`${finding.problem.code} ${finding.problem.detail}`} finding={finding} />
      ))}
    </section>
  );
}

/** What is within its limit holds nothing: it is for information. */
function FindingNotice({ finding: { problem, found, allowed } }: { readonly finding: Finding }) {
  if (found <= allowed) {
    const explanation = `${problem.meaning} ${problem.remedy} ${problem.detail}`;
    return <Notice tone="quiet" title={problem.title} explanation={explanation} />;
  }
  const numbers = overviewTexts.problems.foundAndAllowed(found, allowed);
  return <ProblemNotice problem={problem} tone="attention" numbers={numbers} />;
}

function readLine(report: RunReport): string {
  if (report.isBroken) return overviewTexts.run.brokenRead;
  const incomplete = [
    report.directory.isComplete ? '' : overviewTexts.run.incomplete.directory,
    report.tenant.isComplete ? '' : overviewTexts.run.incomplete.tenant,
  ];
  return [overviewTexts.run.read(report), ...incomplete].filter((sentence) => sentence !== '').join(' ');
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
