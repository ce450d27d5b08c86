/** One finding: what it says, with both numbers, and every change it holds, each to be decided about alone or all together. */
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { Finding, HeldChange } from '../../../electron/contract/bridge.ts';
import { canBeExempt } from '../../../electron/contract/exemptible-kinds.ts';
import { Card } from '../../components/card.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { TableHead } from '../../components/table-head.tsx';
import { useTableStyles } from '../../components/table-styles.ts';
import { whoOf } from '../../components/who-of.ts';
import { commonTexts } from '../../texts/common-texts.ts';
import { findingsTexts } from '../../texts/console/findings-texts.ts';
import { overviewTexts } from '../../texts/overview-texts.ts';
import { attributeNamesOf, subjectOf, whatOf } from '../overview/entry-line.ts';
import { changesOf, exemptDays, type HeldList, type Question, takenOver, type Verdict } from './findings-state.ts';
import type { FindingsActions } from './use-findings.ts';

interface FindingCardProps {
  readonly finding: Finding;
  readonly list: HeldList | undefined;
  readonly mayDecide: boolean;
  readonly actions: FindingsActions;
}

/** Nothing is exempt from what is decided change by change. */
const verdictsOn = ({ kind }: Finding): readonly Verdict[] =>
  canBeExempt(kind ?? '') ? ['approve', 'reject', 'exempt'] : ['approve', 'reject'];

export function FindingCard({ finding, list, mayDecide, actions }: FindingCardProps) {
  const { kind, digest, problem, found, allowed, held = 0 } = finding;
  const { next = null, items = [] } = list ?? {};
  const decided = countDecided(items, kind);
  const rejected = countRejected(items);
  return (
    <Card
      heading={digest === undefined ? findingsTexts.rejectedCount(held) : findingsTexts.waitingCount(held, decided)}
      action={
        mayDecide && digest !== undefined ? (
          <WholeFinding finding={finding} decided={decided} rejected={rejected} actions={actions} />
        ) : undefined
      }
    >
      <ProblemNotice
        problem={problem}
        tone="attention"
        numbers={overviewTexts.problems.foundAndAllowed(found, allowed)}
      />
      {items.length === 0 ? null : (
        <HeldTable finding={finding} items={items} mayDecide={mayDecide} actions={actions} />
      )}
      {next === null || kind === null ? null : (
        <div>
          <Button onClick={() => actions.readMore(kind, next)}>{commonTexts.actions.showMore}</Button>
        </div>
      )}
    </Card>
  );
}

/** Of those that are shown: decided since the run that held them. */
const countDecided = (items: readonly HeldChange[], kind: string | null) =>
  items.filter(({ decisions }) => decisions.some((decision) => decision.kind === kind)).length;

/** From whatever it was rejected: an approval of the finding leaves it held. */
const countRejected = (items: readonly HeldChange[]) =>
  items.filter(({ decisions }) => decisions.some(({ verdict }) => verdict === 'rejected')).length;

interface WholeFindingProps extends Pick<FindingCardProps, 'finding' | 'actions'> {
  readonly decided: number;
  readonly rejected: number;
}

function WholeFinding({ finding, decided, rejected, actions }: WholeFindingProps) {
  const styles = useStyles();
  const questions = verdictsOn(finding)
    .map((verdict): Question => ({ verdict, finding, change: null, decided, rejected, days: exemptDays[0] }))
    .filter((question) => changesOf(question) > 0);
  return (
    <span className={styles.buttons}>
      {questions.map((question) => (
        <Button key={question.verdict} onClick={() => actions.ask(question)}>
          {findingsTexts.all[question.verdict](changesOf(question), takenOver(question))}
        </Button>
      ))}
    </span>
  );
}

interface HeldTableProps extends Pick<FindingCardProps, 'finding' | 'mayDecide' | 'actions'> {
  readonly items: readonly HeldChange[];
}

function HeldTable({ finding, items, mayDecide, actions }: HeldTableProps) {
  const table = useTableStyles();
  const styles = useStyles();
  const words = findingsTexts.table;
  return (
    <table className={table.table} aria-label={finding.problem.title}>
      <TableHead
        words={[words.who, words.what, words.state, ...(mayDecide ? [words.act] : [])]}
        className={styles.heading}
      />
      <tbody>
        {items.map((item) => (
          <HeldRow key={item.change.digest} item={item} finding={finding} mayDecide={mayDecide} actions={actions} />
        ))}
      </tbody>
    </table>
  );
}

const decidedAs = { approve: 'approved', reject: 'rejected', exempt: null } as const satisfies Record<Verdict, unknown>;

interface HeldRowProps extends Pick<FindingCardProps, 'finding' | 'mayDecide' | 'actions'> {
  readonly item: HeldChange;
}

function HeldRow({ item: { change, decisions }, finding, mayDecide, actions }: HeldRowProps) {
  const { cell, note } = useTableStyles();
  const styles = useStyles();
  const name = subjectOf(change);
  const known = decisions.filter(({ kind }) => kind === finding.kind).map(({ verdict }) => verdict);
  const open = verdictsOn(finding).filter((verdict) => !known.some((each) => each === decidedAs[verdict]));
  return (
    <tr>
      <td className={cell}>
        <div>{name}</div>
        <div className={note}>{change.userPrincipalName}</div>
      </td>
      <td className={cell}>
        <div>{whatOf(change)}</div>
        <div className={note}>{attributeNamesOf(change)}</div>
      </td>
      <td className={cell}>
        {decisions.length === 0 ? <span className={styles.undecided}>{findingsTexts.undecided}</span> : null}
        {decisions.map((decision) => (
          <DecisionLine key={`${decision.kind} ${decision.at}`} decision={decision} />
        ))}
      </td>
      {mayDecide ? (
        <td className={cell}>
          <span className={styles.buttons}>
            {open.map((verdict) => (
              <Button
                key={verdict}
                size="small"
                aria-label={findingsTexts.oneOf[verdict](name)}
                onClick={() => actions.ask({ verdict, finding, change, decided: 0, rejected: 0, days: exemptDays[0] })}
              >
                {findingsTexts.one[verdict]}
              </Button>
            ))}
          </span>
        </td>
      ) : null}
    </tr>
  );
}

function DecisionLine({
  decision: { verdict, by, expiresAt },
}: {
  readonly decision: HeldChange['decisions'][number];
}) {
  const { note } = useTableStyles();
  return (
    <>
      <div title={by}>{findingsTexts.decided[verdict](whoOf(by).name)}</div>
      {expiresAt === null ? null : <div className={note}>{findingsTexts.until(expiresAt)}</div>}
    </>
  );
}

const useStyles = makeStyles({
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  heading: {
    ':nth-child(1)': { width: '24%' },
    ':nth-child(2)': { width: '14%' },
    ':nth-child(4)': { width: '240px' },
  },
  undecided: { color: tokens.colorNeutralForeground2 },
});
