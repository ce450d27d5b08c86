/** Turns a record of the provisioning log into what its line in the table says. */
import type { ProvisioningRecord } from '../../../electron/contract/bridge.ts';
import { attributesOfNew } from '../../../electron/contract/new-account.ts';
import { accountText, isTakenOver } from '../../../electron/contract/taken-over.ts';
import type { Tone } from '../../components/tone.ts';
import { changesTexts } from '../../texts/console/changes-texts.ts';
import { overviewTexts } from '../../texts/overview-texts.ts';
import type { EntryLine } from '../overview/entry-line.ts';

export interface RecordLine
  extends Pick<
    EntryLine,
    | 'name'
    | 'signInName'
    | 'what'
    | 'attributeNames'
    | 'tone'
    | 'outcome'
    | 'isNew'
    | 'attributes'
    | 'problem'
    | 'objectGuid'
  > {
  readonly id: number;
  readonly at: string;
  readonly tenantObjectId: string | null;
  /** What else is known, a sentence each. */
  readonly facts: readonly string[];
}

const tones = {
  success: 'good',
  failure: 'bad',
  held: 'attention',
  skipped: 'quiet',
  unknown: 'attention',
} as const satisfies Record<ProvisioningRecord['status'], Tone>;

export function recordLineOf(record: ProvisioningRecord): RecordLine {
  const { id, at, action, status, source, target, problem, isRepeat } = record;
  const isNew = action === 'create';
  return {
    id,
    at,
    name: source.displayName,
    signInName: target.userPrincipalName ?? '',
    what: isTakenOver(record) ? overviewTexts.entries.takeOver : changesTexts.actions[action],
    attributeNames: isNew ? '' : attributeNamesOf(record),
    tone: tones[status],
    outcome: isRepeat ? `${changesTexts.statuses[status]}, ${changesTexts.repeat}` : changesTexts.statuses[status],
    isNew,
    attributes: attributesOf(record),
    problem,
    objectGuid: source.objectGuid,
    tenantObjectId: target.tenantObjectId,
    facts: factsOf(record),
  };
}

function attributeNamesOf({ link, takenOver, attributes }: ProvisioningRecord): string {
  if (link !== null) return `${link.relation}: ${link.displayName}`;
  return takenOver === null ? attributes.map(({ name }) => name).join(', ') : accountText(takenOver);
}

/** A link is shown as the value that comes or goes. */
function attributesOf({ action, link, attributes, source, target }: ProvisioningRecord): EntryLine['attributes'] {
  if (action === 'create') return attributesOfNew({ ...source, ...target, attributes });
  if (link === null) return attributes;
  const { relation, displayName: name } = link;
  return [{ name: relation, before: action === 'unlink' ? name : null, after: action === 'link' ? name : null }];
}

function factsOf({ evidence, approval, run, durationMs }: ProvisioningRecord): readonly string[] {
  return [
    ...(evidence === null ? [] : [changesTexts.evidence(evidence)]),
    ...(approval === null ? [] : [changesTexts.approval(approval)]),
    changesTexts.run(run.startedBy, run.startedAt),
    ...(durationMs === null ? [] : [changesTexts.took(durationMs)]),
  ];
}
