/** Every word of the provisioning log: what was done to whom, when and why. */
import type { ProvisioningAction, ProvisioningRecord, ProvisioningStatus } from '../../../electron/contract/bridge.ts';
import type { Meant } from '../../../electron/contract/find-recorded.ts';
import { formatDuration, formatExactTime } from '../../format.ts';
import { calledText } from '../called-text.ts';
import { overviewTexts } from '../overview-texts.ts';

export const changesTexts = {
  heading: 'Provisioning log',
  beside: 'The newest is at the top.',
  object: 'Object',
  objectHint: 'Any name that it has or had, or its GUID',
  /** Where the log knows nobody by the name, and the directory does. */
  meant: (name: string, meant: Meant): string => {
    switch (meant.kind) {
      case 'asTyped':
        return '';
      case 'one':
        return `"${name}" is ${calledText(meant.object)}.`;
      case 'several':
        return `"${name}" can be ${meant.objects.map(calledText).join(', ')}${meant.hasMore ? ' and more' : ''}: name one.`;
    }
  },
  action: 'What',
  status: 'Outcome',
  everything: 'Everything',
  repeats: 'Also what only says again what the run before said',
  ask: 'Ask',
  reading: 'Reading the provisioning log',
  unread: 'The provisioning log cannot be read',
  away: 'The provisioning log can be read when the agent answers.',
  none: 'Nothing was done yet',
  noneExplanation: 'Every change and its outcome, and every object that was left alone, appears here after a run.',
  noMatch: 'Nothing of that kind is in the log',
  noMatchExplanation: 'Ask for more, or by another of the names that the object has or had.',
  actions: { ...overviewTexts.kinds, none: overviewTexts.entries.leftAlone } satisfies Record<
    ProvisioningAction,
    string
  >,
  statuses: {
    success: 'Done',
    failure: 'Failed',
    held: 'Held',
    skipped: 'Skipped',
    unknown: 'Not known',
  } satisfies Record<ProvisioningStatus, string>,
  table: { at: 'When', who: 'Who', what: 'What', outcome: 'Outcome' },
  repeat: 'as in the run before',
  tenantId: 'Object in the tenant',
  run: (startedBy: string, startedAt: string) => `Run of ${formatExactTime(startedAt)}, started by ${startedBy}.`,
  took: (durationMs: number) => `The tenant took ${formatDuration(durationMs)} to answer.`,
  approval: ({ by, at }: NonNullable<ProvisioningRecord['approval']>) => `Approved by ${by}, ${formatExactTime(at)}.`,
  evidence: (evidence: NonNullable<ProvisioningRecord['evidence']>) =>
    evidence.kind === 'outOfScope'
      ? `Seen outside the scope: ${evidence.rule}.`
      : `Deleted in ${evidence.domain}, as ${evidence.controller} shows${evidence.deletedAt === null ? '' : `, ${formatExactTime(evidence.deletedAt)}`}.`,
} as const;
