/** One reason that keeps objects out, with how many it keeps; opened, it names them, page by page. */
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right';
import { useEffect, useId, useState } from 'react';
import type { Bridge, LeftOutObject, LeftOutReason, Problem } from '../../../electron/contract/bridge.ts';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Reading } from '../../components/reading.tsx';
import { commonTexts } from '../../texts/common-texts.ts';
import { objectsTexts } from '../../texts/console/objects-texts.ts';

const namesPerPage = 50;

interface ReasonRowProps {
  readonly bridge: Bridge;
  readonly reason: LeftOutReason;
  readonly lastRunId: string | null;
}

export function ReasonRow({ bridge, reason, lastRunId }: ReasonRowProps) {
  const styles = useStyles();
  const [isOpen, setOpen] = useState(false);
  const listId = useId();
  const { text, code } = reason;
  return (
    <div className={styles.row}>
      <div className={styles.head}>
        <Button
          appearance="transparent"
          size="small"
          icon={isOpen ? <ChevronDownRegular /> : <ChevronRightRegular />}
          aria-label={objectsTexts.leftOut.names(text)}
          aria-expanded={isOpen}
          aria-controls={isOpen ? listId : undefined}
          onClick={() => setOpen(!isOpen)}
        />
        <div className={styles.words}>
          <div>{text}</div>
          <div className={styles.note}>
            {objectsTexts.leftOut.word(reason)}, {objectsTexts.leftOut.counts(reason)}
            {code === null ? '' : ` · ${code}`}
          </div>
        </div>
      </div>
      {isOpen ? (
        <div id={listId} className={styles.list}>
          <Names key={lastRunId} bridge={bridge} reason={reason.id} />
        </div>
      ) : null}
    </div>
  );
}

type Stage =
  | { readonly kind: 'ready'; readonly next: number | null }
  | { readonly kind: 'stuck'; readonly problem: Problem };

function Names({ bridge, reason }: { readonly bridge: Bridge; readonly reason: string }) {
  const styles = useStyles();
  const [names, setNames] = useState<readonly LeftOutObject[]>([]);
  const [cursor, setCursor] = useState<number | null>(0);
  const [stage, setStage] = useState<Stage>({ kind: 'ready', next: null });
  useEffect(() => {
    if (cursor === null) return;
    let isOvertaken = false;
    const read = async () => {
      const page = await bridge.call('objects.leftOut', { reason, cursor, limit: namesPerPage });
      if (isOvertaken) return;
      setCursor(null);
      if (!page.ok) return setStage({ kind: 'stuck', problem: page.problem });
      setNames((before) => [...before, ...page.value.items]);
      setStage({ kind: 'ready', next: page.value.next });
    };
    void read();
    return () => {
      isOvertaken = true;
    };
  }, [bridge, reason, cursor]);
  return (
    <>
      <ul className={styles.names}>
        {names.map(({ objectGuid, displayName, userPrincipalName, distinguishedName, problem }) => (
          <li key={objectGuid}>
            {displayName}
            <span className={styles.note}> {userPrincipalName ?? distinguishedName ?? problem?.detail}</span>
          </li>
        ))}
      </ul>
      {cursor === null ? null : <Reading words={objectsTexts.leftOut.reading} />}
      {stage.kind === 'stuck' ? (
        <ProblemNotice problem={stage.problem} lead={objectsTexts.leftOut.unread} tone="attention" />
      ) : null}
      {stage.kind === 'ready' && stage.next !== null && cursor === null ? (
        <div>
          <Button onClick={() => setCursor(stage.next)}>{commonTexts.actions.showMore}</Button>
        </div>
      ) : null}
    </>
  );
}

const useStyles = makeStyles({
  row: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalXS },
  head: { display: 'flex', gap: tokens.spacingHorizontalXS },
  words: { minWidth: 0, overflowWrap: 'anywhere' },
  note: {
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  list: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalS, paddingLeft: '36px' },
  names: { margin: 0, padding: 0, listStyleType: 'none', overflowWrap: 'anywhere', userSelect: 'text' },
});
