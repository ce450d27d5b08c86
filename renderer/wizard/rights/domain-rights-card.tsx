/** What the account needs in one domain: the table, what stands beside it, and the buttons that look and grant. */
import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { Card } from '../../components/card.tsx';
import { CommandLine } from '../../components/command-line.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { rightsTexts } from '../../texts/wizard/rights-texts.ts';
import { rightRowsOf } from './rights-rows.ts';
import { lookAt, lookFieldOf, missingIn, type RightsState } from './rights-state.ts';
import { RightsTableView } from './rights-table.tsx';
import { rightsCommandOf } from './rights-wish.ts';
import type { DomainRights } from './use-rights.ts';

interface DomainRightsCardProps {
  readonly asked: DomainRights;
  readonly state: RightsState;
  readonly onLook: () => void;
  readonly onGrant: () => void;
}

export function DomainRightsCard({ asked: { draft, wish }, state, onLook, onGrant }: DomainRightsCardProps) {
  const styles = useStyles();
  const { name, account } = draft;
  const look = lookAt(state, name, wish);
  const table = look?.kind === 'seen' ? look.table : null;
  const isAtWork = look?.kind === 'looking' || look?.kind === 'granting';
  const missing = table === null ? 0 : missingIn(table);
  if (wish.mode === 'units' && wish.units.length === 0)
    return <Card heading={rightsTexts.heading(name, account)}>{rightsTexts.noUnits(name)}</Card>;
  return (
    <Card heading={rightsTexts.heading(name, account)}>
      <div className={styles.line}>
        <Button
          id={lookFieldOf(name)}
          disabledFocusable={isAtWork}
          aria-label={look === null ? rightsTexts.lookOf(name) : rightsTexts.lookAgainOf(name)}
          onClick={onLook}
        >
          {look === null ? rightsTexts.look : rightsTexts.lookAgain}
        </Button>
        {missing === 0 ? null : <Button onClick={onGrant}>{rightsTexts.grant(missing)}</Button>}
        <span role="status" className={styles.line}>
          {isAtWork ? <Spinner size="extra-tiny" label={rightsTexts[look.kind]} /> : null}
          {table !== null && missing === 0 ? (
            <>
              <ToneIcon tone="good" /> {rightsTexts.complete}
            </>
          ) : null}
        </span>
      </div>
      {look?.kind === 'refused' ? <ProblemNotice problem={look.problem} /> : null}
      <RightsTableView label={rightsTexts.table(name)} rows={rightRowsOf(name, wish, table)} />
      <div>{rightsTexts.deletions[wish.mode]}</div>
      {table === null || table.others.length === 0 ? null : <div>{rightsTexts.others(table.others.length)}</div>}
      <div className={styles.elsewhere}>
        <span>{rightsTexts.elsewhere}</span>
        <CommandLine command={rightsCommandOf(draft, wish)} />
      </div>
    </Card>
  );
}

const useStyles = makeStyles({
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  elsewhere: { display: 'grid', gap: tokens.spacingVerticalXS, color: tokens.colorNeutralForeground2 },
});
