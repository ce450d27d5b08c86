/** Keeps one agent running until it is told to stop or the agent itself ends cleanly. */
import { nextPauseMs } from './restart-pause.ts';

export interface AgentLife {
  readonly pid: number;
  /** Settles when it has ended, for whatever reason. */
  readonly ended: Promise<AgentEnd>;
  stop(): void;
  kill(): void;
}

export interface AgentEnd {
  /** It was told to end by somebody and did, or had nothing to do. */
  readonly isClean: boolean;
  /** For the log. */
  readonly how: string;
}

export type Supervision =
  | { readonly kind: 'running'; readonly agentPid: number; readonly restarts: number }
  | { readonly kind: 'waiting'; readonly restarts: number; readonly pauseMs: number; readonly how: string };

export interface SuperviseOptions {
  readonly startAgent: () => AgentLife;
  /** Aborted once, when the service is stopped. */
  readonly stop: AbortSignal;
  readonly stopDeadlineMs: number;
  readonly onChange: (supervision: Supervision) => void;
  readonly monotonicMs: () => number;
}

export async function supervise(options: SuperviseOptions): Promise<void> {
  const { startAgent, stop, stopDeadlineMs, onChange, monotonicMs } = options;
  let pauseMs = 0;
  for (let restarts = 0; !stop.aborted; restarts += 1) {
    const startedMs = monotonicMs();
    const agent = startAgent();
    onChange({ kind: 'running', agentPid: agent.pid, restarts });
    const end = await endOf(agent, stop, stopDeadlineMs);
    if (stop.aborted || end.isClean) return;
    pauseMs = nextPauseMs(pauseMs, monotonicMs() - startedMs);
    onChange({ kind: 'waiting', restarts, pauseMs, how: end.how });
    await waitFor(pauseMs, stop);
  }
}

/** Passes the stop on; who does not end in time is killed, as every service manager does. */
async function endOf(agent: AgentLife, stop: AbortSignal, stopDeadlineMs: number): Promise<AgentEnd> {
  let timer: NodeJS.Timeout | undefined;
  const passOn = () => {
    agent.stop();
    timer = setTimeout(() => agent.kill(), stopDeadlineMs);
  };
  stop.addEventListener('abort', passOn, { once: true });
  try {
    return await agent.ended;
  } finally {
    stop.removeEventListener('abort', passOn);
    clearTimeout(timer);
  }
}

function waitFor(delayMs: number, stop: AbortSignal): Promise<void> {
  return new Promise((settle) => {
    const done = () => {
      clearTimeout(timer);
      stop.removeEventListener('abort', done);
      settle();
    };
    const timer = setTimeout(done, delayMs);
    stop.addEventListener('abort', done, { once: true });
  });
}
