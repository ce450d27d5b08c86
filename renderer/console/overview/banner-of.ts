/** Decides what the one banner of the overview says and which one thing can be done about it. */
import { assertNever } from '../../../electron/contract/assert-never.ts';
import type { AgentState, Problem, RunReport, ServiceView } from '../../../electron/contract/bridge.ts';
import type { Tone } from '../../components/tone.ts';
import { overviewTexts } from '../../texts/overview-texts.ts';
import type { OverviewState } from './overview-state.ts';
import { runStepOrder } from './run-step-order.ts';

export interface Banner {
  readonly tone: Tone;
  readonly title: string;
  /** Sentences below the title. */
  readonly explanation: readonly string[];
  /** A command line that helps. */
  readonly command: string | null;
  /** Detail and code of the problem behind it, for whoever has to look it up. */
  readonly problem: Problem | null;
  /** Whether a run can be started from here. */
  readonly offersRun: boolean;
  /** Whether the set-up can be begun from here. */
  readonly offersSetUp: boolean;
  /** Whether the service can be started from here. */
  readonly offersStart: boolean;
}

/** @param service what keeps the agent running; null while that is not known */
export function bannerOf(
  { connection }: Pick<OverviewState, 'connection'>,
  service: ServiceView | null = null,
): Banner {
  switch (connection.kind) {
    case 'connecting':
      return banner('quiet', overviewTexts.banner.connecting.title, [overviewTexts.banner.connecting.explanation]);
    case 'disconnected': {
      // Another problem than silence has its own title: what answers may not be the agent at all.
      const isSilent = silence.has(connection.problem.code);
      return isSilent
        ? bannerOfSilence(connection.problem, service)
        : bannerOfProblem(connection.problem, connection.problem.title);
    }
    case 'incompatible':
      return bannerOfProblem(connection.problem, overviewTexts.banner.incompatible.title);
    case 'connected': {
      const banner = bannerOfState(connection.state);
      const mayChange = connection.permissions.includes('change');
      if (mayChange || !(banner.offersRun || banner.offersSetUp)) return banner;
      const why = banner.offersRun ? overviewTexts.banner.readOnly : overviewTexts.banner.readOnlySetUp;
      return { ...banner, offersRun: false, offersSetUp: false, explanation: [...banner.explanation, why] };
    }
    default:
      return assertNever(connection);
  }
}

/** The one thing to do depends on what keeps the agent running here. */
function bannerOfSilence(problem: Problem, service: ServiceView | null): Banner {
  const { title, connects, start, startElevated, restarting, install, command, installCommand } =
    overviewTexts.banner.disconnected;
  const base = (...after: readonly string[]): Banner => ({ ...banner('bad', title, [connects, ...after]), problem });
  if (service?.state.kind === 'waiting' || service?.state.kind === 'running') return base(restarting);
  if (service?.state.kind === 'notInstalled') return { ...base(install), command: installCommand };
  if (service?.start === 'directly') return { ...base(), offersStart: true };
  if (service?.start === 'elevated') return { ...base(startElevated), offersStart: true };
  return { ...base(problem.remedy, start), command };
}

const silence = new Set(['control.not-running', 'control.disconnected']);

function bannerOfState({ activity, lastRun }: AgentState): Banner {
  switch (activity.kind) {
    case 'unconfigured': {
      const { title, explanation, command } = overviewTexts.banner.unconfigured;
      return { ...banner('attention', title, [explanation]), command, offersSetUp: true };
    }
    case 'protected':
      return bannerOfProblem(activity.problem, overviewTexts.banner.protected.title, [], activity.problem.title);
    case 'running': {
      const { title, explanation } = overviewTexts.banner.running;
      const index = runStepOrder.indexOf(activity.step) + 1;
      return banner('working', title, [explanation(activity.step, index, runStepOrder.length)]);
    }
    case 'idle':
      return { ...(lastRun === null ? bannerBeforeAnyRun() : bannerOfRun(lastRun)), offersRun: true };
    default:
      return assertNever(activity);
  }
}

const bannerBeforeAnyRun = () =>
  banner('quiet', overviewTexts.banner.neverRan.title, [overviewTexts.banner.neverRan.explanation]);

function bannerOfRun(report: RunReport): Banner {
  const { inStep, withProblems, failed, cancelled } = overviewTexts.banner;
  switch (report.result) {
    case 'succeeded':
      return banner('good', inStep.title, [inStep.explanation(report)]);
    case 'succeededWithProblems':
      return banner('attention', withProblems.title(report), [withProblems.explanation(report)]);
    case 'failed':
      return banner('bad', failed.title, [failed.explanation]);
    case 'cancelled':
      return banner('attention', cancelled.title, [cancelled.explanation]);
    default:
      return assertNever(report.result);
  }
}

const banner = (tone: Tone, title: string, explanation: readonly string[]): Banner => ({
  tone,
  title,
  explanation,
  command: null,
  problem: null,
  offersRun: false,
  offersSetUp: false,
  offersStart: false,
});

function bannerOfProblem(problem: Problem, title: string, after: readonly string[] = [], lead?: string): Banner {
  const explanation = [...(lead === undefined ? [] : [lead]), problem.meaning, problem.remedy, ...after];
  return { ...banner('bad', title, explanation), problem };
}
