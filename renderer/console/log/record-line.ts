/** Turns a record of the provisioning log into what its line in the table says. */
import type { ProvisioningRecord } from '../../../electron/contract/bridge.ts';
import { isTakenOver } from '../../../electron/contract/taken-over.ts';
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
  const { id, at, action, status, source, target, link, problem, isRepeat } = record;
  const attributes = attributesOf(record);
  const isNew = action === 'create';
  const names = link === null ? attributes.map(({ name }) => name) : [`${link.relation}: ${link.displayName}`];
  return {
    id,
    at,
    name: source.displayName,
    signInName: target.userPrincipalName ?? '',
    what: isTakenOver(record) ? overviewTexts.entries.takeOver : changesTexts.actions[action],
    attributeNames: isNew ? '' : names.join(', '),
    tone: tones[status],
    outcome: isRepeat ? `${changesTexts.statuses[status]}, ${changesTexts.repeat}` : changesTexts.statuses[status],
    isNew,
    attributes,
    problem,
    objectGuid: source.objectGuid,
    tenantObjectId: target.tenantObjectId,
    facts: factsOf(record),
  };
}

/** A link is shown as the value that comes or goes. */
function attributesOf({ action, link, attributes }: ProvisioningRecord): EntryLine['attributes'] {
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
