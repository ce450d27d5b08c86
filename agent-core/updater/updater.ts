/** The updater: goes on with what it began, then answers the agent, one request after the other. */
import { join } from 'node:path';
import { isNewer } from '../contract/compare-versions.ts';
import { updateAskFilename, updaterStatusFilename } from '../contract/data-files.ts';
import { type Problem, problem } from '../contract/problem.ts';
import type { UpdateAsk, UpdateAskFile, UpdateOffer, UpdaterStatus } from '../contract/update-exchange.ts';
import { replaceFile } from '../system/replace-file.ts';
import { carryOutUpdate } from './carry-out-update.ts';
import { lookAtFeed } from './look-at-feed.ts';
import { offeredReleases } from './offered-releases.ts';
import { readAsk } from './read-ask.ts';
import type { UpdateParts } from './update-parts.ts';
import type { Remembered, Update, UpdaterMemory } from './updater-memory.ts';

/** Whoever asked longer ago does not wait any more. */
const askLivesMs = 5 * 60_000;
/** From one word about a download to the next. */
const toldEveryBytes = 1024 * 1024;

export type UpdaterParts = Omit<UpdateParts, 'onFetched'>;

/** Until the signal. What is in progress then goes on at the next start. */
export async function runUpdater(given: UpdaterParts, signal: AbortSignal): Promise<void> {
  const parts = tellingEverybody(given);
  const { memory, pause, patience, dataDir } = parts;
  // Also a new version shows at once that it is there.
  memory.change({});
  await carryOutUpdate(parts, signal);
  while (!signal.aborted) {
    const asked = readAsk(join(dataDir, updateAskFilename));
    if (asked !== null && isToAnswer(asked, parts)) await answer(asked, parts, signal);
    await pause(patience.betweenLooksMs, signal);
  }
}

function isToAnswer({ id, at }: UpdateAskFile, { memory, now }: UpdateParts): boolean {
  const ageMs = Date.parse(now()) - Date.parse(at);
  return memory.read().answered?.id !== id && Math.abs(ageMs) < askLivesMs;
}

async function answer({ id, ask }: UpdateAskFile, parts: UpdateParts, signal: AbortSignal): Promise<void> {
  const { memory, tell } = parts;
  tell('asked', { ...ask });
  if (ask.kind === 'check') {
    const offer = await check(ask, parts, signal);
    memory.change({ offer, answered: { id, problem: offer.problem } });
    if (offer.problem !== null)
      tell('the feed was refused', { code: offer.problem.code, detail: offer.problem.detail });
    return;
  }
  const refused = refusalOf(ask, parts);
  // Answered and begun in one step: after a crash it is neither forgotten nor begun twice.
  memory.change({ answered: { id, problem: refused }, ...(refused === null && { update: begin(ask, parts) }) });
  if (refused === null) await carryOutUpdate(parts, signal);
}

async function check(
  { channel }: UpdateAsk & { kind: 'check' },
  parts: UpdateParts,
  signal: AbortSignal,
): Promise<UpdateOffer> {
  const { memory, now, version, platform } = parts;
  const feed = await lookAtFeed(parts, channel, signal);
  const { offer, installationId } = memory.read();
  if (feed.ok)
    return {
      channel,
      checkedAt: now(),
      problem: null,
      releases: offeredReleases(feed.value, { version, platform, id: installationId }),
    };
  // What was signed before is signed still.
  const releases = offer?.channel === channel ? offer.releases.filter((one) => isNewer(one.version, version)) : [];
  return { channel, checkedAt: now(), problem: feed.problem, releases };
}

function refusalOf({ version: wanted }: UpdateAsk & { kind: 'install' }, { version }: UpdateParts): Problem | null {
  return isNewer(wanted, version) ? null : problem('updates.not-newer', `${wanted}; ${version} is installed`);
}

function begin({ channel, version: to }: UpdateAsk & { kind: 'install' }, { version, now }: UpdateParts): Update {
  return {
    channel,
    from: version,
    to,
    startedAt: now(),
    phase: 'fetching',
    fetchedBytes: 0,
    endedAt: null,
    outcome: null,
    problem: null,
    deadlineAt: null,
    checkedSince: null,
    attempts: 0,
    failedBefore: false,
  };
}

/** Whatever is remembered is told as well, in a file that the agent may read. */
function tellingEverybody(parts: UpdaterParts): UpdateParts {
  const path = join(parts.updatesDir, updaterStatusFilename);
  let toldBytes = 0;
  const show = (fetchedBytes: number | null) => {
    toldBytes = fetchedBytes ?? 0;
    replaceFile(path, JSON.stringify(statusOf(parts, parts.memory.read(), fetchedBytes)), 0o644);
  };
  const memory: UpdaterMemory = {
    read: parts.memory.read,
    change: (changes) => {
      parts.memory.change(changes);
      show(null);
    },
  };
  const onFetched = (bytes: number) => {
    if (Math.abs(bytes - toldBytes) >= toldEveryBytes) show(bytes);
  };
  return { ...parts, memory, onFetched };
}

function statusOf(
  { version, source }: UpdaterParts,
  { answered, offer, update, failedVersions }: Remembered,
  fetchedBytes: number | null,
): UpdaterStatus {
  const feed = source?.address ?? null;
  return { version, feed, answered, offer, progress: progressOf(update, fetchedBytes), failedVersions };
}

function progressOf(update: Update | null, fetched: number | null): UpdaterStatus['progress'] {
  if (update === null) return null;
  const { from, to, startedAt, phase, endedAt, outcome, problem: found } = update;
  return { from, to, startedAt, phase, fetchedBytes: fetched ?? update.fetchedBytes, endedAt, outcome, problem: found };
}
