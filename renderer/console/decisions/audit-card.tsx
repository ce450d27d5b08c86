/** The trail of what people did to the agent, the newest first, and whether it is what was written. */
import { Button, makeStyles, mergeClasses } from '@fluentui/react-components';
import { useCallback, useEffect } from 'react';
import type { AuditEntry, Bridge, ReplyOf } from '../../../electron/contract/bridge.ts';
import { Card } from '../../components/card.tsx';
import { ListEnd } from '../../components/list-end.tsx';
import { Moment } from '../../components/moment.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { TableHead } from '../../components/table-head.tsx';
import { useTableStyles } from '../../components/table-styles.ts';
import { useNow } from '../../components/use-now.ts';
import { Who } from '../../components/who.tsx';
import { formatClock } from '../../format.ts';
import { decisionsTexts } from '../../texts/console/decisions-texts.ts';
import { type Answer, useAnswer } from '../../use-answer.ts';
import { usePages } from '../../use-pages.ts';

const words = decisionsTexts.audit;
const entriesPerPage = 50;

export function AuditCard({ bridge }: { readonly bridge: Bridge }) {
  const [verified, verify, isVerifying] = useAnswer(useCallback(() => bridge.call('audit.verify', {}), [bridge]));
  useEffect(verify, [verify]);
  const read = useCallback(
    (cursor: number | null) =>
      bridge.call('audit.read', {
        cursor: cursor ?? 0,
        limit: entriesPerPage,
        order: 'newest',
        knowsEndedRejections: true,
      }),
    [bridge],
  );
  const pages = usePages(read);
  const { items } = pages;
  return (
    <Card
      heading={words.heading}
      beside={words.beside}
      action={
        <Button disabledFocusable={isVerifying} onClick={verify}>
          {words.verify}
        </Button>
      }
    >
      <div role="status">
        <Verification answer={verified} />
      </div>
      {items.length === 0 ? null : <AuditTable entries={items} />}
      <ListEnd pages={pages} words={words} empty={{ title: words.none, explanation: words.noneExplanation }} />
    </Card>
  );
}

function Verification({ answer }: { readonly answer: Answer<ReplyOf<'audit.verify'>> }) {
  if (answer.kind === 'refused') return <ProblemNotice problem={answer.problem} lead={words.unverified} />;
  if (answer.kind !== 'given') return answer.kind === 'asked' ? words.verifying : null;
  const { entries, broken } = answer.value;
  if (broken === null) return <Notice tone="good" title={words.whole(entries)} explanation={words.wholeExplanation} />;
  const { sequence, reason } = broken;
  return <Notice tone="bad" title={words.broken(sequence)} explanation={words.brokenExplanation(reason)} />;
}

function AuditTable({ entries }: { readonly entries: readonly AuditEntry[] }) {
  const styles = useStyles();
  const { table, cell, note } = useTableStyles();
  const now = useNow();
  const { number, at: when, by: who, act: what } = words.table;
  return (
    <table className={table} aria-label={words.heading}>
      <TableHead words={[number, when, who, what]} className={styles.heading} />
      <tbody>
        {entries.map(({ sequence, at, by, act, detail }) => (
          <tr key={sequence}>
            <td className={cell}>{sequence}</td>
            <td className={cell}>
              <Moment instant={at} words={formatClock(at, now)} />
            </td>
            <td className={cell}>
              <Who words={by} />
            </td>
            <td className={cell}>
              <div>{words.acts[act]}</div>
              <div className={mergeClasses(note, styles.detail)}>{detail}</div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const useStyles = makeStyles({
  heading: {
    ':nth-child(1)': { width: '56px' },
    ':nth-child(2)': { width: '136px' },
    ':nth-child(3)': { width: '28%' },
  },
  detail: { userSelect: 'text' },
});
