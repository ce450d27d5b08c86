/** When the next run starts, as it comes nearer, and the way to stop or resume that. */
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { AgentState } from '../../../electron/contract/bridge.ts';
import { Countdown } from '../../components/countdown.tsx';
import { formatDuration } from '../../format.ts';
import { overviewTexts } from '../../texts/overview-texts.ts';
import { Fact } from './agent-facts.tsx';
import type { OverviewState } from './overview-state.ts';
import type { OverviewActions } from './use-overview.ts';

const words = overviewTexts.facts;

interface ScheduleFactProps {
  readonly state: OverviewState;
  readonly actions: OverviewActions;
}

export function ScheduleFact({ state: { connection, lastSeen, scheduleRequest }, actions }: ScheduleFactProps) {
  const styles = useStyles();
  if (lastSeen === null) return null;
  const { isPaused, intervalSeconds } = lastSeen.schedule;
  const mayChange = connection.kind === 'connected' && connection.permissions.includes('change');
  return (
    <Fact name={words.schedule} value={<NextRun schedule={lastSeen.schedule} />}>
      <span className={styles.note}>
        <span>{isPaused ? words.pausedNote : words.every(formatDuration(intervalSeconds * 1000))}</span>
        {mayChange ? (
          <Button
            size="small"
            aria-label={isPaused ? words.resumeLabel : words.pauseLabel}
            disabledFocusable={scheduleRequest.kind === 'asked'}
            onClick={isPaused ? actions.resume : actions.pause}
          >
            {isPaused ? words.resume : words.pause}
          </Button>
        ) : null}
      </span>
    </Fact>
  );
}

function NextRun({ schedule: { isPaused, nextRunAt } }: Pick<AgentState, 'schedule'>) {
  if (isPaused) return words.paused;
  return nextRunAt === null ? words.afterThis : <Countdown instant={nextRunAt} />;
}

const useStyles = makeStyles({
  note: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
});
