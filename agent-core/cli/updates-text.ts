/** How it stands with updates, on a terminal. */
import { assertNever } from '../contract/assert-never.ts';
import type { UpdateProgress } from '../contract/update-exchange.ts';
import type { UpdateDecision, UpdateState } from '../contract/update-requests.ts';
import type { UpdateSettings } from '../contract/update-settings.ts';
import { problemText } from './texts.ts';

export function updatesText(state: UpdateState): string {
  if (state.kind === 'unavailable') return `Version ${state.version} is installed.\n\n${problemText(state.problem)}`;
  const { version, settings, updater, decision } = state;
  const { offer, progress, feed, failedVersions } = updater;
  const checked = offer === null ? 'not looked at yet' : `looked at ${offer.checkedAt}`;
  const releases = (offer?.releases ?? []).map((release) => {
    const turn = release.isOurTurn ? '' : ', not our turn yet';
    const tried = failedVersions.includes(release.version) ? ', was tried and taken back' : '';
    return `  ${release.version}, out since ${release.publishedAt}${turn}${tried}`;
  });
  return [
    `Version ${version} is installed.`,
    decisionText(decision),
    ...(progress === null ? [] : [progressText(progress)]),
    `Feed: ${feed ?? 'none'}, ${checked}.`,
    ...releases,
    settingsText(settings),
    ...(offer?.problem == null ? [] : ['', problemText(offer.problem).trimEnd()]),
    ...(progress?.problem == null ? [] : ['', problemText(progress.problem).trimEnd()]),
    '',
  ].join('\n');
}

export function settingsText({ channel, isPaused, delayDays, window }: UpdateSettings): string {
  const when = window === null ? 'at any time' : `${window.days.join(', ')} from ${window.from} to ${window.to}`;
  const delay = delayDays === 0 ? '' : `, ${delayDays} days after its release`;
  if (isPaused) return `Channel ${channel}. Updates are paused: they are installed only on request.`;
  return `Channel ${channel}. A newer version is installed ${when}${delay}.`;
}

const reasonTexts: Readonly<Record<(UpdateDecision & { kind: 'wait' })['reason'], string>> = {
  paused: 'updates are paused',
  delay: 'it has not been out for long enough',
  window: 'the window is closed',
  notOurTurn: 'it is given to a part of the installations first',
  failedBefore: 'it was tried and did not become healthy, so only a newer one is installed by itself',
  needsStep: 'a version in between has to be installed first',
};

function decisionText(decision: UpdateDecision): string {
  switch (decision.kind) {
    case 'nothing':
      return 'No newer version is known.';
    case 'inProgress':
      return 'An update is in progress.';
    case 'install':
      return `Version ${decision.version} will be installed by itself within minutes.`;
    case 'wait': {
      const until = decision.until === null ? '' : ` until ${decision.until}`;
      return `Version ${decision.version} waits${until}: ${reasonTexts[decision.reason]}. "bridgehead updates install" does not.`;
    }
    default:
      return assertNever(decision);
  }
}

const outcomeTexts: Readonly<Record<NonNullable<UpdateProgress['outcome']>, string>> = {
  installed: 'it is installed',
  refused: 'it was refused, and nothing was changed',
  returned: 'the version before is back',
  stuck: 'the version before could not be put back whole',
  overtaken: 'another version was installed meanwhile',
};

function progressText({ from, to, phase, outcome, endedAt, fetchedBytes }: UpdateProgress): string {
  const which = `Update from ${from} to ${to}`;
  if (outcome !== null) return `${which}: ${outcomeTexts[outcome]} (${endedAt}).`;
  const here = fetchedBytes === null ? '' : `, ${Math.floor(fetchedBytes / 1024 / 1024)} MiB are here`;
  return `${which}: ${phase}${here}.`;
}
