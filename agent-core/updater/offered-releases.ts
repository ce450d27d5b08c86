/** Which releases of a feed are for this machine, and whether it is this installation's turn. Pure. */
import { createHash } from 'node:crypto';
import { compareVersions, isNewer } from '../contract/compare-versions.ts';
import type { OfferedRelease } from '../contract/update-exchange.ts';
import type { Release, UpdateFeed, UpdatePackage } from '../contract/update-feed.ts';

export interface Installation {
  readonly version: string;
  readonly platform: string;
  /** Drawn once; decides when its turn is. */
  readonly id: string;
}

/** The newest first. */
export function offeredReleases(feed: UpdateFeed, installation: Installation): readonly OfferedRelease[] {
  return feed.releases
    .filter(({ version }) => isNewer(version, installation.version))
    .flatMap((release) => {
      const made = packageFor(release, installation.platform);
      return made === null ? [] : [offered(release, made, installation.id)];
    })
    .toSorted((left, right) => compareVersions(right.version, left.version));
}

export function packageFor({ packages }: Release, platform: string): UpdatePackage | null {
  return packages.find((one) => one.platform === platform) ?? null;
}

/**
 * Between 0 and 100, the same for as long as installation and version are: whoever raises the share only adds to those whose turn it is. Another
 * version draws anew, so that nobody is always the first.
 */
export function turnOf(installationId: string, version: string): number {
  const digest = createHash('sha256').update(`${installationId}\n${version}`).digest();
  return (digest.readUInt32BE(0) / 2 ** 32) * 100;
}

function offered(release: Release, { sizeBytes }: UpdatePackage, installationId: string): OfferedRelease {
  const { version, publishedAt, minimumVersion, stagedPercent } = release;
  return {
    version,
    publishedAt,
    sizeBytes,
    minimumVersion,
    isOurTurn: turnOf(installationId, version) < stagedPercent,
  };
}
