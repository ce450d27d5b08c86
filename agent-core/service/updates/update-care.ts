/** Looks for newer versions and has them installed when their time has come. */
import type { Problem } from '../../contract/problem.ts';
import type { Result } from '../../contract/result.ts';
import type { UpdateState } from '../../contract/update-requests.ts';
import type { Timer } from '../../sync/timer.ts';
import type { AgentLog } from '../agent-log.ts';
import type { AgentStatus } from '../agent-status.ts';
import { newerReleases } from './decide-update.ts';
import { readUpdates, type UpdateReading } from './read-updates.ts';
import type { UpdaterLink } from './updater-link.ts';

export interface UpdateCareParts extends UpdateReading {
  readonly updater: UpdaterLink;
  readonly status: AgentStatus;
  readonly timer: Timer;
  readonly log: AgentLog;
}

type Available = UpdateState & { readonly kind: 'available' };

const lookEveryMs = 5 * 60_000;
const checkEveryMs = 6 * 3_600_000;

export class UpdateCare {
  readonly #parts: UpdateCareParts;
  readonly #stopping = new AbortController();
  #forget = () => {};
  #look: Promise<void> = Promise.resolve();
  #refused: Problem | null = null;

  constructor(parts: UpdateCareParts) {
    this.#parts = parts;
    parts.status.showUpdate(() => summaryOf(readUpdates(parts)));
  }

  /** Begins to look, a while after the start and again and again. */
  start(): void {
    this.#forget = this.#parts.timer.after(lookEveryMs, () => {
      this.#look = this.look().catch((error: unknown) => this.#parts.log.unexpected(error));
      this.start();
    });
  }

  async stop(): Promise<void> {
    this.#forget();
    this.#stopping.abort();
    await this.#look;
  }

  /** Checks when it is time to, installs when it is time to, and says what is wrong. */
  async look(): Promise<void> {
    const { updater, status, clock } = this.#parts;
    const { signal } = this.#stopping;
    const before = readUpdates(this.#parts);
    if (before.kind === 'unavailable') return;
    this.#refused = null;
    if (before.decision.kind !== 'inProgress' && !before.settings.isPaused && isOutOfDate(before, clock.now()))
      this.#note(await updater.ask({ kind: 'check', channel: before.settings.channel }, signal));
    await this.#installWhenDue();
    this.tell();
    status.announce();
  }

  /** What went wrong is in the state of the agent for as long as it is so. */
  tell(): void {
    const { status } = this.#parts;
    status.report('updates', troubleOf(readUpdates(this.#parts)) ?? this.#refused);
  }

  #note(asked: Result<unknown>): void {
    this.#refused = asked.ok || this.#stopping.signal.aborted ? null : asked.problem;
  }

  async #installWhenDue(): Promise<void> {
    const { updater, log } = this.#parts;
    const state = readUpdates(this.#parts);
    if (state.kind === 'unavailable' || state.decision.kind !== 'install') return;
    const { version } = state.decision;
    const ask = { kind: 'install', channel: state.settings.channel, version } as const;
    const asked = await updater.ask(ask, this.#stopping.signal);
    this.#note(asked);
    log.info('update asked for', { version, code: asked.ok ? null : asked.problem.code });
  }
}

function isOutOfDate({ updater: { offer }, settings }: Available, now: string): boolean {
  if (offer?.channel !== settings.channel) return true;
  return Date.parse(now) - Date.parse(offer.checkedAt) >= checkEveryMs;
}

/** A version that came back tells so until a newer one is there. */
function troubleOf(state: UpdateState): Problem | null {
  if (state.kind === 'unavailable') return null;
  const { progress, offer, version } = state.updater;
  const isOfThisVersion = progress?.phase === 'ended' && progress.outcome !== 'installed' && progress.from === version;
  return (isOfThisVersion ? progress.problem : null) ?? offer?.problem ?? null;
}

function summaryOf(state: UpdateState) {
  if (state.kind === 'unavailable') return null;
  const { updater, settings, decision } = state;
  if (decision.kind === 'inProgress') return { version: updater.progress?.to ?? '', isInProgress: true };
  const [newest] = newerReleases(settings, updater);
  return newest === undefined ? null : { version: newest.version, isInProgress: false };
}
