/** The page about newer versions: what is installed and offered, how an update goes or went, and when the next one is installed. */
import type { Bridge } from '../../../electron/contract/bridge.ts';
import { Card } from '../../components/card.tsx';
import { FactList } from '../../components/fact-list.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Reading } from '../../components/reading.tsx';
import { updatesTexts } from '../../texts/console/updates-texts.ts';
import type { OverviewState } from '../overview/overview-state.ts';
import { ProgressCard } from './progress-card.tsx';
import { SettingsCard } from './settings-card.tsx';
import { useUpdates } from './use-updates.ts';
import { VersionCard } from './version-card.tsx';

const words = updatesTexts.version;

interface UpdatesPageProps {
  readonly bridge: Bridge;
  readonly state: OverviewState;
}

export function UpdatesPage({ bridge, state: { connection } }: UpdatesPageProps) {
  const isConnected = connection.kind === 'connected';
  const mayChange = isConnected && connection.permissions.includes('change');
  const news = isConnected ? JSON.stringify([connection.state.update, connection.state.version]) : '';
  const look = useUpdates(bridge, isConnected, news);
  const { state } = look;
  if (state.kind === 'refused')
    return (
      <Card heading={words.heading}>
        <ProblemNotice problem={state.problem} lead={words.unread} tone="attention" />
      </Card>
    );
  if (state.kind !== 'given')
    return (
      <Card heading={words.heading}>
        <Reading words={isConnected ? words.reading : words.away} />
      </Card>
    );
  if (state.value.kind === 'unavailable')
    return (
      <Card heading={words.heading}>
        <FactList facts={[{ name: words.installed, value: state.value.version }]} />
        <ProblemNotice problem={state.value.problem} tone="attention" />
      </Card>
    );
  const { progress } = state.value.updater;
  return (
    <>
      <VersionCard state={state.value} look={look} mayChange={mayChange} />
      {progress === null ? null : <ProgressCard progress={progress} />}
      <SettingsCard
        key={JSON.stringify(state.value.settings)}
        settings={state.value.settings}
        look={look}
        mayChange={mayChange}
      />
    </>
  );
}
