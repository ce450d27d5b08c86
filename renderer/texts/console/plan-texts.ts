/** Every word of the page that says what a run would do. */
import type { ChangeKind, RunReport } from '../../../electron/contract/bridge.ts';
import { formatNumberOf } from '../../format.ts';
import { objectsText } from '../objects-text.ts';
import { overviewTexts } from '../overview-texts.ts';

const objects = (count: number) => formatNumberOf(count, 'object', 'objects');
const links = (count: number) => formatNumberOf(count, 'member or manager', 'members or managers');

export const planTexts = {
  heading: 'What a run would do now',
  unchanged: 'Nothing has been changed.',
  none: 'No plan yet',
  noneExplanation: 'Make one to see, person by person, what a run would do. Nothing is changed by it.',
  away: 'A plan can be made when the agent is set up, answers and is not at work.',
  readOnly: 'Your account may look at this agent but not have it make a plan.',
  make: 'Make the plan',
  makeAgain: 'Make it again',
  making: 'Reading directory and tenant, and comparing them. This can take minutes with many people.',
  failed: 'The plan could not be made',
  made: 'Made',

  summary: 'In short',
  nothing: 'A run would change nothing.',
  planned: (kind: ChangeKind, count: number) =>
    `${overviewTexts.kinds[kind]} ${kind === 'link' || kind === 'unlink' ? links(count) : objects(count)}`,
  held: (counts: RunReport['counts']) =>
    `${objectsText(counts, ['held'])} held back, of these or because something stands in the way`,
  listed: (sentence: string) => `${sentence}; the list says what`,
  inStep: (counts: RunReport['counts']) => `${objectsText(counts, ['unchanged'])} in step already`,
  /** What can be done about a plan that is as it should be, while no run starts by itself. */
  paused: 'Runs are paused: none starts by itself. Start one with "Run now", or resume the schedule.',
} as const;
