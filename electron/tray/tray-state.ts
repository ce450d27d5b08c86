/** Decides what the tray shows, from what is known of the agent: an icon, a sentence and what can be done. */
import { assertNever } from '../contract/assert-never.ts';
import type { AgentConnection, AgentState, Problem } from '../contract/bridge.ts';
import { trayTexts } from './tray-texts.ts';

/** Each has an icon whose shape differs, not its colour alone. */
export const trayIcons = ['inStep', 'working', 'attention', 'problem', 'disconnected', 'paused'] as const;
export type TrayIcon = (typeof trayIcons)[number];

export interface TrayView {
  readonly icon: TrayIcon;
  readonly tooltip: string;
  /** Whether a run can be started. */
  readonly offersRun: boolean;
  /** What can be done about the schedule; null when nothing can. */
  readonly offersSchedule: 'pause' | 'resume' | null;
  /** The newer version that can be installed; null when none can. */
  readonly offersUpdate: string | null;
  readonly problems: readonly Problem[];
}

export function trayViewOf(connection: AgentConnection): TrayView {
  const { tooltip } = trayTexts;
  switch (connection.kind) {
    case 'connecting':
      return { ...idleView('disconnected', tooltip.connecting), problems: [] };
    case 'disconnected':
      return { ...idleView('disconnected', tooltip.disconnected), problems: [connection.problem] };
    case 'incompatible':
      return {
        ...idleView('problem', tooltip.problem(connection.problem.title)),
        problems: [connection.problem],
      };
    case 'connected': {
      const { state, permissions } = connection;
      const mayChange = permissions.includes('change');
      const isSetUp = state.activity.kind === 'idle' || state.activity.kind === 'running';
      return {
        ...lookOf(state),
        offersRun: mayChange && state.activity.kind === 'idle',
        offersSchedule: mayChange && isSetUp ? (state.schedule.isPaused ? 'resume' : 'pause') : null,
        offersUpdate: mayChange && state.update?.isInProgress === false ? state.update.version : null,
        problems: problemsOf(state),
      };
    }
    default:
      return assertNever(connection);
  }
}

const idleView = (icon: TrayIcon, tooltip: string) =>
  ({ icon, tooltip, offersRun: false, offersSchedule: null, offersUpdate: null }) as const;

type Look = Pick<TrayView, 'icon' | 'tooltip'>;

/** The worst first: a problem is never hidden by a pause, nor a pause by a good run. */
function lookOf(state: AgentState): Look {
  const { tooltip } = trayTexts;
  const { activity, lastRun, schedule } = state;
  if (activity.kind === 'running') return { icon: 'working', tooltip: tooltip.working(activity.step) };
  const [worst] = problemsOf(state);
  if (worst !== undefined) return { icon: 'problem', tooltip: tooltip.problem(worst.title) };
  if (activity.kind === 'unconfigured') return { icon: 'attention', tooltip: tooltip.unconfigured };
  if (schedule.isPaused) return { icon: 'paused', tooltip: tooltip.paused };
  if (lastRun === null) return { icon: 'attention', tooltip: tooltip.neverRan };
  switch (lastRun.result) {
    case 'succeeded':
      return { icon: 'inStep', tooltip: tooltip.inStep };
    case 'cancelled':
      return { icon: 'attention', tooltip: tooltip.cancelled };
    case 'succeededWithProblems':
    case 'failed': {
      const { held, failed, notAttempted, waiting } = lastRun.counts;
      return { icon: 'attention', tooltip: tooltip.notInStep(held + failed + notAttempted + waiting) };
    }
    default:
      return assertNever(lastRun.result);
  }
}

/** What lasts, and what made the last run fail. */
export function problemsOf({ activity, problems, lastRun }: AgentState): readonly Problem[] {
  const ofActivity = activity.kind === 'protected' ? [activity.problem] : [];
  const ofRun = lastRun?.result === 'failed' ? lastRun.problems : [];
  const all = [...ofActivity, ...problems, ...ofRun];
  return all.filter(({ code }, index) => all.findIndex((other) => other.code === code) === index);
}
