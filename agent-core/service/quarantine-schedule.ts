/** While the agent is in quarantine its runs start once a day; the interval of the settings holds again as soon as it is not. */
import type { AgentState } from '../contract/agent-state.ts';
import type { ScheduleSettings } from '../contract/settings.ts';
import type { AgentStatus } from './agent-status.ts';

const dayInSeconds = 86_400;

export function slowedByQuarantine(
  schedule: ScheduleSettings | null,
  { lastRun }: Pick<AgentState, 'lastRun'>,
): ScheduleSettings | null {
  if (schedule === null || (lastRun?.quarantine ?? null) === null) return schedule;
  return { ...schedule, intervalSeconds: Math.max(dayInSeconds, schedule.intervalSeconds) };
}

/** @param onChange called when the agent comes into quarantine, and when it is out of it */
export function followQuarantine(status: AgentStatus, onChange: () => void): void {
  const isIn = ({ lastRun }: AgentState) => (lastRun?.quarantine ?? null) !== null;
  let wasIn = isIn(status.read());
  status.onChange((state) => {
    if (isIn(state) === wasIn) return;
    wasIn = !wasIn;
    onChange();
  });
}
