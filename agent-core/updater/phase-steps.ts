/** The steps that phases of an update have in common. */
import type { Problem } from '../contract/problem.ts';
import type { UpdateOutcome, UpdatePhase } from '../contract/update-exchange.ts';
import type { UpdateParts } from './update-parts.ts';
import type { Update } from './updater-memory.ts';

/** @param withinMs null: as long as it takes */
export function enterPhase(
  update: Update,
  phase: UpdatePhase,
  { now }: Pick<UpdateParts, 'now'>,
  withinMs: number | null,
): Update {
  const deadlineAt = withinMs === null ? null : new Date(Date.parse(now()) + withinMs).toISOString();
  return { ...update, phase, deadlineAt, attempts: 0, fetchedBytes: null };
}

/** @param problem null keeps the one there is */
export function endUpdate(
  update: Update,
  { now }: Pick<UpdateParts, 'now'>,
  outcome: UpdateOutcome,
  problem: Problem | null = null,
): Update {
  const ended = { phase: 'ended', outcome, endedAt: now(), deadlineAt: null, fetchedBytes: null } as const;
  return { ...update, ...ended, problem: problem ?? update.problem };
}

export const isOver = ({ deadlineAt }: Update, { now }: Pick<UpdateParts, 'now'>): boolean =>
  deadlineAt !== null && Date.parse(now()) >= Date.parse(deadlineAt);
