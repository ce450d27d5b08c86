/** One finding: what it says, with both numbers, and every change it holds, each to be decided about alone or all together. */
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { Finding, HeldChange } from '../../../electron/contract/bridge.ts';
import { Card } from '../../components/card.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { commonTexts } from '../../texts/common-texts.ts';
import { findingsTexts } from '../../texts/console/findings-texts.ts';
import { overviewTexts } from '../../texts/overview-texts.ts';
import { subjectOf } from '../overview/entry-line.ts';
import type { HeldList, Verdict } from './findings-state.ts';
import type { FindingsActions } from './use-findings.ts';

interface FindingCardProps {
  readonly finding: Finding;
  readonly list: HeldList | undefined;
  readonly mayDecide: boolean;
  readonly actions: FindingsActions;
}

export function FindingCard({ finding, list, mayDecide, actions }: FindingCardProps) {
  const styles = useStyles();
  const { kind, digest, problem, found, allowed, held = 0 } = finding;
  const { next = null, items = [] } = list ?? {};
  return (
    <Card
      heading={digest === undefined ? findingsTexts.rejectedCount(held) : findingsTexts.waitingCount(held)}
      action={mayDecide && digest !== undefined ? <WholeFinding finding={finding} actions={actions} /> : undefined}
    >
      <ProblemNotice problem={problem} tone="attention" numbers={findingsTexts.numbers(found, allowed)} />
      {items.length === 0 ? null : (
        <HeldTable finding={finding} items={items} mayDecide={mayDecide} actions={actions} />
      )}
      {next === null || kind === null ? null : (
        <div>
          <Button className={styles.more} onClick={() => actions.readMore(kind, next)}>
            {commonTexts.actions.showMore}
          </Button>
        </div>
      )}
    </Card>
  );
}

function WholeFinding({ finding, actions }: Pick<FindingCardProps, 'finding' | 'actions'>) {
  const styles = useStyles();
  const { held = 0 } = finding;
  const ask = (verdict: Verdict) => actions.ask({ verdict, finding, change: null });
  return (
    <span className={styles.buttons}>
      <Button onClick={() => ask('approve')}>{findingsTexts.approveAll(held)}</Button>
      <Button onClick={() => ask('reject')}>{findingsTexts.rejectAll(held)}</Button>
    </span>
  );
}

interface HeldTableProps extends Pick<FindingCardProps, 'finding' | 'mayDecide' | 'actions'> {
  readonly items: readonly HeldChange[];
}

function HeldTable({ finding, items, mayDecide, actions }: HeldTableProps) {
  const styles = useStyles();
  const words = findingsTexts.table;
  return (
    <table className={styles.table} aria-label={finding.problem.title}>
      <thead>
        <tr>
          {[words.who, words.what, words.state, ...(mayDecide ? [words.act] : [])].map((word) => (
            <th key={word} scope="col" className={styles.heading}>
              {word}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <HeldRow key={item.change.digest} item={item} finding={finding} mayDecide={mayDecide} actions={actions} />
        ))}
      </tbody>
    </table>
  );
}

interface HeldRowProps extends Pick<FindingCardProps, 'finding' | 'mayDecide' | 'actions'> {
  readonly item: HeldChange;
}

function HeldRow({ item: { change, decisions }, finding, mayDecide, actions }: HeldRowProps) {
  const styles = useStyles();
  const name = subjectOf(change);
  const ask = (verdict: Verdict) => actions.ask({ verdict, finding, change });
  const attributes = change.attributes.map((attribute) => attribute.name).join(', ');
  return (
    <tr>
      <td className={styles.cell}>
        <div>{name}</div>
        <div className={styles.quiet}>{change.userPrincipalName}</div>
      </td>
      <td className={styles.cell}>
        <div>{overviewTexts.kinds[change.kind]}</div>
        <div className={styles.quiet}>{attributes}</div>
      </td>
      <td className={styles.cell}>
        {decisions.length === 0 ? findingsTexts.waiting : decisions.map(decisionText).join('; ')}
      </td>
      {mayDecide ? (
        <td className={styles.cell}>
          <span className={styles.buttons}>
            <Button size="small" aria-label={findingsTexts.approveOf(name)} onClick={() => ask('approve')}>
              {findingsTexts.approve}
            </Button>
            <Button size="small" aria-label={findingsTexts.rejectOf(name)} onClick={() => ask('reject')}>
              {findingsTexts.reject}
            </Button>
          </span>
        </td>
      ) : null}
    </tr>
  );
}

const decisionText = ({ verdict, by, expiresAt }: HeldChange['decisions'][number]) =>
  verdict === 'approved' ? findingsTexts.decided.approved(by, expiresAt) : findingsTexts.decided.rejected(by);

const useStyles = makeStyles({
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  more: { alignSelf: 'start' },
  table: {
    width: '100%',
    tableLayout: 'fixed',
    borderCollapse: 'separate',
    borderSpacing: 0,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  heading: {
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalS}`,
    textAlign: 'left',
    fontWeight: tokens.fontWeightSemibold,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    borderBottom: `1px solid ${tokens.colorNeutralStroke1}`,
  },
  cell: {
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalS}`,
    verticalAlign: 'top',
    overflowWrap: 'anywhere',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  quiet: {
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
});
