/** While the agent is in quarantine its runs start once a day; the interval of the settings holds again as soon as it is not. */
import type { AgentState } from '../contract/agent-state.ts';
import type { ScheduleSettings } from '../contract/settings.ts';
import type { AgentStatus } from './agent-status.ts';

const dayInSeconds = 86_400;

export function slowedByQuarantine(
  schedule: ScheduleSettings | null,
  state: Pick<AgentState, 'lastRun'>,
): ScheduleSettings | null {
  if (schedule === null || !isInQuarantine(state)) return schedule;
  return { ...schedule, intervalSeconds: Math.max(dayInSeconds, schedule.intervalSeconds) };
}

/** @param onChange called when the agent comes into quarantine, and when it is out of it */
export function followQuarantine(status: AgentStatus, onChange: () => void): void {
  let wasIn = isInQuarantine(status.read());
  status.onChange((state) => {
    if (isInQuarantine(state) === wasIn) return;
    wasIn = !wasIn;
    onChange();
  });
}

const isInQuarantine = ({ lastRun }: Pick<AgentState, 'lastRun'>) => (lastRun?.quarantine ?? null) !== null;
