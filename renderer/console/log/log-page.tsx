/** The agent's log: followed, filtered by how much a line weighs and by what is in it, and saved as it is shown. */
import { Button, makeStyles, Switch, tokens } from '@fluentui/react-components';
import { useMemo } from 'react';
import type { Bridge, LogLevel, LogLine } from '../../../electron/contract/bridge.ts';
import { Card } from '../../components/card.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Reading } from '../../components/reading.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useSaveText } from '../../components/use-save-text.ts';
import { commonTexts } from '../../texts/common-texts.ts';
import { logTexts } from '../../texts/console/log-texts.ts';
import { exportText, type LogState, shownLines } from './log-state.ts';
import { LogTable } from './log-table.tsx';
import { useLog } from './use-log.ts';

const levelOrder = ['error', 'warn', 'info', 'debug'] as const satisfies readonly LogLevel[];
/** The bridge takes a mebibyte; a letter may take several bytes, and is counted as one there, too. */
const longestExport = 1_000_000;

interface LogPageProps {
  readonly bridge: Bridge;
  readonly isConnected: boolean;
}

export function LogPage({ bridge, isConnected }: LogPageProps) {
  const styles = useStyles();
  const [state, send] = useLog(bridge, isConnected);
  const { lines, search } = state;
  const shown = useMemo(() => shownLines({ lines, search }), [lines, search]);
  const again = <Button onClick={() => send({ kind: 'askedAgain' })}>{commonTexts.actions.tryAgain}</Button>;
  return (
    <Card
      heading={logTexts.heading}
      beside={logTexts.newestFirst}
      action={shown.length === 0 ? undefined : <Save bridge={bridge} lines={shown} />}
    >
      <div className={styles.filters}>
        <div className={styles.filter}>
          <SelectField
            label={logTexts.level}
            value={state.level}
            options={levelOrder.map((value) => ({ value, label: logTexts.levels[value] }))}
            onChoose={(level) => send({ kind: 'levelChosen', level })}
          />
        </div>
        <div className={styles.filter}>
          <TextField
            id="log-search"
            label={logTexts.search}
            placeholder={logTexts.searchHint}
            value={search}
            onChange={(text) => send({ kind: 'searched', text })}
          />
        </div>
        <Switch
          label={logTexts.follow}
          checked={state.isFollowing}
          onChange={() => send({ kind: 'followToggled' })}
          className={styles.follow}
        />
      </div>
      {isConnected ? null : <div className={styles.note}>{logTexts.away}</div>}
      {state.stage.kind === 'stuck' ? (
        <ProblemNotice problem={state.stage.problem} lead={logTexts.unread} tone="attention" action={again} />
      ) : null}
      {lines.length === 0 && (!isConnected || state.stage.kind === 'stuck') ? null : (
        <Lines state={state} shown={shown} />
      )}
    </Card>
  );
}

function Lines({ state, shown }: { readonly state: LogState; readonly shown: readonly LogLine[] }) {
  const styles = useStyles();
  const { lines, stage } = state;
  if (lines.length === 0 && stage.kind === 'reading') return <Reading words={logTexts.reading} />;
  if (lines.length === 0) return <EmptyState title={logTexts.none} explanation={logTexts.noneExplanation} />;
  if (shown.length === 0) return <EmptyState title={logTexts.noMatch} explanation={logTexts.noMatchExplanation} />;
  return (
    <>
      <p className={styles.note}>{logTexts.shown(shown.length, lines.length)}</p>
      <LogTable lines={shown} />
    </>
  );
}

function Save({ bridge, lines }: { readonly bridge: Bridge; readonly lines: readonly LogLine[] }) {
  const styles = useStyles();
  const { path, problem, save } = useSaveText(bridge, logTexts.fileName, async () => ({
    ok: true,
    value: exportText(lines, longestExport),
  }));
  return (
    <div className={styles.save}>
      {path === null ? null : (
        <span role="status" className={styles.note}>
          {commonTexts.savedAs(path)}
        </span>
      )}
      {problem === null ? null : <ProblemNotice problem={problem} />}
      <Button onClick={save}>{logTexts.save}</Button>
    </div>
  );
}

const useStyles = makeStyles({
  filters: { display: 'flex', flexWrap: 'wrap', alignItems: 'flex-end', gap: tokens.spacingHorizontalL },
  filter: { flex: '1 1 200px', minWidth: 0 },
  follow: { flex: '0 0 auto' },
  note: { margin: 0, color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  save: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM, minWidth: 0 },
});
