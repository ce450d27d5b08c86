/** The page about newer versions, state by state. */
import { problem } from '../../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../../agent-core/contract/result.ts';
import type { UpdateDecision, UpdateState } from '../../../agent-core/contract/update-requests.ts';
import { defaultUpdates, type UpdateSettings } from '../../../agent-core/contract/update-settings.ts';
import { offeredRelease, updaterStatus } from '../../builders/updater-status.ts';
import { fullRun } from '../overview-sights.ts';
import { activities, stateOf } from '../sample-data.ts';
import type { Take } from './console-scenes.ts';
import type { Stage } from './stage.ts';

const offer = {
  channel: 'stable',
  checkedAt: '2026-11-26T05:12:00.000Z',
  problem: null,
  releases: [offeredRelease({ version: '1.5.0', publishedAt: '2026-11-24T09:00:00.000Z' })],
} as const;
const progress = {
  ...({ from: '1.4.2', to: '1.5.0', startedAt: '2026-11-26T05:14:00.000Z', phase: 'fetching' } as const),
  ...{ fetchedBytes: 37 * 1024 * 1024, endedAt: null, outcome: null, problem: null },
};
const window = { days: ['friday', 'saturday'], from: '22:00', to: '04:00' } as const;

function updatesWith(
  decision: UpdateDecision,
  updater: Partial<ReturnType<typeof updaterStatus>> = {},
  settings: UpdateSettings = { ...defaultUpdates, window, delayDays: 3 },
): UpdateState {
  return {
    ...{ kind: 'available', version: '1.4.2', settings, decision },
    updater: updaterStatus({ version: '1.4.2', offer, ...updater }),
  };
}

const waits: UpdateDecision & { kind: 'wait' } = {
  kind: 'wait',
  version: '1.5.0',
  reason: 'window',
  until: '2026-11-27T22:00:00.000Z',
};

export async function updatesScenes(stage: Stage, take: Take): Promise<void> {
  const agent = stage.agent();
  const { page } = stage;
  const goTo = (name: string) => page.getByRole('navigation').getByRole('button', { name, exact: true }).click();
  const show = async (state: UpdateState, words: string | RegExp) => {
    await goTo('Overview');
    agent.answer('updates.status', () => succeed(state));
    await goTo('Updates');
    await page.getByText(words).first().waitFor();
  };
  agent.show(stateOf(activities.idle, fullRun));
  await show(
    { kind: 'unavailable', version: '1.4.2', problem: problem('updates.no-updater', 'linux') },
    /Nothing on this machine/,
  );
  await take('updates-unavailable');
  await show(
    updatesWith({ kind: 'nothing' }, { offer: { ...offer, releases: [] } }, defaultUpdates),
    'Nothing newer is known',
  );
  await take('updates-none');
  await show(updatesWith(waits), /Version 1\.5\.0 waits/);
  await take('updates-waiting');
  agent.answer('updates.install', () => fail(problem('updates.no-way-back', '1.4.2')));
  await page.getByRole('button', { name: 'Install 1.5.0' }).click();
  await page.getByText('The update was not begun', { exact: false }).waitFor();
  await take('updates-refused');
  for (const day of ['Friday', 'Saturday']) await page.getByRole('checkbox', { name: day }).click();
  await page.getByLabel('From').fill('25:00');
  await take('updates-mistakes');
  await show(updatesWith({ kind: 'inProgress' }, { progress }), 'Update in progress');
  await take('updates-in-progress');
  const ended = { ...progress, phase: 'ended', fetchedBytes: null, endedAt: '2026-11-26T05:31:00.000Z' } as const;
  const returned = {
    ...ended,
    outcome: 'returned',
    problem: problem('updates.not-healthy', '1.5.0: the agent does not answer'),
  } as const;
  const failed: UpdateDecision = { ...waits, reason: 'failedBefore', until: null };
  await show(updatesWith(failed, { progress: returned, failedVersions: ['1.5.0'] }), 'The version before is back');
  await take('updates-returned');
  const refused = {
    ...offer,
    releases: [],
    problem: problem('updates.bad-signature', 'https://updates.example.com/stable/feed.json'),
  };
  const installed = { ...ended, outcome: 'installed' } as const;
  await show(updatesWith({ kind: 'nothing' }, { progress: installed, offer: refused }), 'Installed, and healthy');
  await take('updates-feed-refused');
}
