/** Two logs side by side: what the agent meets, and what was done to whom. */
import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Bridge } from '../../../electron/contract/bridge.ts';
import { changesTexts } from '../../texts/console/changes-texts.ts';
import { logTexts } from '../../texts/console/log-texts.ts';
import { ChangesCard } from './changes-card.tsx';
import { LogPage } from './log-page.tsx';

interface LogsPageProps {
  readonly bridge: Bridge;
  readonly isConnected: boolean;
}

export function LogsPage({ bridge, isConnected }: LogsPageProps) {
  const styles = useStyles();
  const [shown, setShown] = useState<unknown>('agent');
  return (
    <>
      <TabList aria-label={logTexts.which} selectedValue={shown} onTabSelect={(_event, { value }) => setShown(value)}>
        <Tab value="agent">{logTexts.heading}</Tab>
        <Tab value="changes">{changesTexts.heading}</Tab>
      </TabList>
      {shown === 'agent' ? <LogPage bridge={bridge} isConnected={isConnected} /> : null}
      {shown === 'changes' && isConnected ? <ChangesCard bridge={bridge} /> : null}
      {shown === 'changes' && !isConnected ? <div className={styles.note}>{changesTexts.away}</div> : null}
    </>
  );
}

const useStyles = makeStyles({
  note: { padding: `0 ${tokens.spacingHorizontalXL}`, color: tokens.colorNeutralForeground2 },
});
