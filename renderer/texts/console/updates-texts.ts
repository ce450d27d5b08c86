/** Every word of the page about newer versions of Bridgehead. */
import type { UpdateDecision, UpdateProgress, UpdateSettings, Weekday } from '../../../electron/contract/bridge.ts';
import { formatExactTime, formatNumberOf } from '../../format.ts';

type Waiting = UpdateDecision & { readonly kind: 'wait' };

const mebibyte = 1024 * 1024;
const sizeText = (bytes: number) => `${Math.max(1, Math.round(bytes / mebibyte)).toLocaleString('en')}\u00a0MB`;

const reasons: Readonly<Record<Waiting['reason'], string>> = {
  paused: 'It is installed on request only, as the settings below say.',
  delay: 'It has not been out for as long as the settings below ask for.',
  window: 'It waits for the days and hours that the settings below name.',
  notOurTurn: 'It is given to a part of all installations first.',
  failedBefore: 'It was tried here and did not become healthy. Only a newer one is installed by itself.',
  needsStep: 'An older one has to be installed before it.',
};

export const updatesTexts = {
  version: {
    heading: 'Version',
    installed: 'Installed',
    offered: 'Offered',
    none: 'Nothing newer is known',
    published: (instant: string, bytes: number) => `out since ${formatExactTime(instant)}, ${sizeText(bytes)}`,
    takenBack: 'Tried here and taken back',
    checked: 'Last looked for',
    never: 'Not yet',
    check: 'Look for updates',
    checking: 'Looking',
    install: (version: string) => `Install ${version}`,
    installHint: 'The agent restarts. A run in progress ends first; nothing that was sent is lost.',
    refused: 'The update was not begun',
    unchecked: 'The newer versions could not be looked up',
    unread: 'The updates could not be read',
    reading: 'Reading the updates',
    away: 'The agent does not answer. What is installed and offered appears here as soon as it does.',
  },
  decision: (decision: Exclude<UpdateDecision, { kind: 'nothing' | 'inProgress' }>) => {
    if (decision.kind === 'install')
      return { title: `Version ${decision.version} is installed by itself within minutes`, explanation: '' };
    const until = decision.until === null ? '' : ` until ${formatExactTime(decision.until)}`;
    return { title: `Version ${decision.version} waits${until}`, explanation: reasons[decision.reason] };
  },
  last: {
    heading: 'Last update',
    headingNow: 'Update in progress',
    fromTo: ({ from, to }: UpdateProgress) => `${from} to ${to}`,
    which: 'Versions',
    fetched: 'Fetched',
    begun: 'Begun',
    ended: 'Ended',
    phases: {
      fetching: 'The package is fetched and checked',
      snapshotting: 'The agent is stopped, and what it stored is copied',
      installing: 'The new version is put in place',
      checking: 'The new version runs, and is watched until it is well',
      returning: 'The version before is put back in place',
      restoring: 'What was stored before is put back',
      confirming: 'The version before runs, and is watched until it answers',
      ended: 'Ended',
    } satisfies Record<UpdateProgress['phase'], string>,
    fetchedSize: sizeText,
    outcomes: {
      installed: 'Installed, and healthy',
      refused: 'Refused; nothing was changed',
      returned: 'The version before is back',
      stuck: 'The version before could not be put back whole',
      overtaken: 'Another version was installed meanwhile',
    } satisfies Record<NonNullable<UpdateProgress['outcome']>, string>,
  },
  settings: {
    heading: 'When updates are installed',
    save: 'Save',
    saving: 'Saving',
    unsaved: 'Not saved',
    channel: 'Channel',
    channels: { stable: 'Stable', preview: 'Preview, earlier and less tried' } satisfies Record<
      UpdateSettings['channel'],
      string
    >,
    when: 'Installed by itself',
    whens: {
      always: 'At any time',
      window: 'On chosen days and hours',
      never: 'Not at all, only on request',
    },
    delay: 'After its release',
    delays: (days: number) => (days === 0 ? 'At once' : `${formatNumberOf(days, 'day', 'days')} later`),
    days: 'Days',
    weekdays: {
      monday: 'Monday',
      tuesday: 'Tuesday',
      wednesday: 'Wednesday',
      thursday: 'Thursday',
      friday: 'Friday',
      saturday: 'Saturday',
      sunday: 'Sunday',
    } satisfies Record<Weekday, string>,
    from: 'From',
    to: 'To',
    timeHint: 'Local time of the server, such as 22:00. An end before the beginning is on the next day.',
    noDay: 'Choose at least one day.',
    noTime: 'Enter hours and minutes, such as 22:00, and another end than beginning.',
  },
} as const;
