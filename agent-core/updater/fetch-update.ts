/** Phase fetching: nothing that was said before counts. The feed is looked at anew, and only what it signs is fetched and kept. */
import { isNewer } from '../contract/compare-versions.ts';
import { type Problem, problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import type { Release, UpdateFeed, UpdatePackage } from '../contract/update-feed.ts';
import { downloadPackage } from './download-package.ts';
import { lookAtFeed } from './look-at-feed.ts';
import { packageFor } from './offered-releases.ts';
import { endUpdate, enterPhase } from './phase-steps.ts';
import { sizeOfDatabases } from './snapshot.ts';
import type { Phase, UpdateParts } from './update-parts.ts';
import type { Update } from './updater-memory.ts';

/** Left free, whatever comes. */
const floorBytes = 200 * 1024 * 1024;

export const fetchUpdate: Phase = async (update, parts, signal) => {
  const fetched = await fetchEverything(update, parts, signal);
  if (signal.aborted) return update;
  return fetched.ok
    ? enterPhase(update, 'snapshotting', parts, null)
    : endUpdate(update, parts, 'refused', fetched.problem);
};

async function fetchEverything(update: Update, parts: UpdateParts, signal: AbortSignal): Promise<Result<void>> {
  const { packages, version, machine } = parts;
  const feed = await lookAtFeed(parts, update.channel, signal);
  if (!feed.ok) return feed;
  const chosen = chooseRelease(feed.value, update.to, parts);
  if (!chosen.ok) return chosen;
  const { wanted } = chosen.value;
  const before = feed.value.releases.find((release) => release.version === version);
  const wayBack = before === undefined ? null : packageFor(before, parts.platform);
  const isWayBackHere = packages.has(version);
  if (!isWayBackHere && wayBack === null) return fail(problem('updates.no-way-back', version));
  const room = checkRoom([wanted, ...(isWayBackHere || wayBack === null ? [] : [wayBack])], parts);
  if (room !== null) return fail(room);
  packages.keepOnly([version]);
  if (!isWayBackHere && wayBack !== null) {
    const back = await fetchPackage(version, wayBack, update, parts, signal);
    if (!back.ok) return back;
  }
  const fetched = await fetchPackage(update.to, wanted, update, parts, signal);
  if (!fetched.ok) return fetched;
  const checked = await machine.checkPublisher(packages.pathOf(update.to));
  return checked.ok ? machine.keepWatcher() : checked;
}

function chooseRelease(
  feed: UpdateFeed,
  to: string,
  { version, platform }: UpdateParts,
): Result<{ readonly release: Release; readonly wanted: UpdatePackage }> {
  // Asked again here: the feed may offer what the request could not have asked for.
  if (!isNewer(to, version)) return fail(problem('updates.not-newer', `${to}; ${version} is installed`));
  const release = feed.releases.find((one) => one.version === to);
  const wanted = release === undefined ? null : packageFor(release, platform);
  if (release === undefined || wanted === null) return fail(problem('updates.not-offered', `${to} for ${platform}`));
  if (isNewer(release.minimumVersion, version))
    return fail(
      problem('updates.needs-step', `${to} needs at least ${release.minimumVersion}; ${version} is installed`),
    );
  return succeed({ release, wanted });
}

/** The packages, what an installer unpacks of one, and copies of the databases. */
function checkRoom(wanted: readonly UpdatePackage[], { machine, updatesDir, dataDir }: UpdateParts): Problem | null {
  const packageBytes = wanted.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const neededBytes = packageBytes * 5 + sizeOfDatabases(dataDir) * 2 + floorBytes;
  const freeBytes = machine.freeBytes(updatesDir);
  if (freeBytes >= neededBytes) return null;
  const [free, needed] = [freeBytes, neededBytes].map((bytes) => `${Math.floor(bytes / 1024 / 1024)} MiB`);
  return problem('updates.disk-full', `${free} are free for ${updatesDir}, ${needed} are needed`);
}

function fetchPackage(
  version: string,
  wanted: UpdatePackage,
  { channel }: Update,
  parts: UpdateParts,
  signal: AbortSignal,
): Promise<Result<void>> {
  const { source, packages, patience, onFetched } = parts;
  // Whoever has a feed has a source.
  if (source === null) throw new Error('there is no source');
  const withinMs = (bytes: number) => patience.feedMs + (bytes / patience.bytesPerSecond) * 1000;
  const similar = parts.version;
  return downloadPackage(
    { source, folder: channel, version, wanted, packages, similar, withinMs, onProgress: onFetched },
    signal,
  );
}
