/** Whether the agent of a new version is well: it answers, it is the new one, and a run of it has ended, unless none is to come. Pure. */
import { z } from 'zod';

/** What `bridgehead status --json` says, as far as any version of it has to say it. */
export const agentLookSchema = z
  .object({
    ok: z.literal(true),
    state: z.object({
      version: z.string(),
      activity: z.object({ kind: z.string() }),
      lastRun: z.object({ startedAt: z.string(), result: z.string() }).nullable(),
      schedule: z.object({ isPaused: z.boolean(), nextRunAt: z.string().nullable() }),
    }),
  })
  .transform(({ state: { version, activity, lastRun, schedule } }) => ({
    version,
    activity: activity.kind,
    lastRun,
    ...schedule,
  }));
export type AgentLook = z.output<typeof agentLookSchema>;

export interface Expected {
  readonly version: string;
  /** Runs that started before say nothing about it. ISO 8601. */
  readonly since: string;
  /** ISO 8601. */
  readonly deadlineAt: string;
  /** The last run of the version before failed: that this one's fails, too, is not its fault. */
  readonly failedBefore: boolean;
}

export type Health = { readonly kind: 'healthy' } | { readonly kind: 'notYet'; readonly why: string };

const healthy: Health = { kind: 'healthy' };
const notYet = (why: string): Health => ({ kind: 'notYet', why });

export function judgeHealth(look: AgentLook | null, expected: Expected): Health {
  if (look === null) return notYet('the agent does not answer');
  if (look.version !== expected.version) return notYet(`the agent that answers is version ${look.version}`);
  if (look.activity === 'protected') return notYet('the agent cannot use its record');
  if (look.activity === 'unconfigured') return healthy;
  const { lastRun } = look;
  const isNew = lastRun !== null && Date.parse(lastRun.startedAt) >= Date.parse(expected.since);
  if (isNew && look.activity !== 'running') {
    if (lastRun.result !== 'failed' || expected.failedBefore) return healthy;
    return notYet('its first run failed');
  }
  if (look.activity === 'running') return notYet('its first run has not ended');
  return willNotRun(look, expected) ? healthy : notYet('it has not run yet');
}

/** Paused, or with a schedule that is longer than anybody waits here. */
function willNotRun({ isPaused, nextRunAt }: AgentLook, { deadlineAt }: Expected): boolean {
  return isPaused || (nextRunAt !== null && Date.parse(nextRunAt) > Date.parse(deadlineAt));
}
