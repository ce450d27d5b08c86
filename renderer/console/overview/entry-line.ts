/** Turns an entry of a report into what its line in the table says. */
import { assertNever } from '../../../electron/contract/assert-never.ts';
import type {
  AttributeChange,
  AttributeValue,
  Change,
  LinkChange,
  Outcome,
  Problem,
  ReportEntry,
} from '../../../electron/contract/bridge.ts';
import { type LeftAlone, leftAloneAs } from '../../../electron/contract/left-alone.ts';
import { attributesOfNew } from '../../../electron/contract/new-account.ts';
import { accountText, isTakenOver } from '../../../electron/contract/taken-over.ts';
import type { Tone } from '../../components/tone.ts';
import { overviewTexts } from '../../texts/overview-texts.ts';

/** What a line is counted as. */
export type EntryGroup = Outcome['kind'] | LeftAlone;
/** Of a run; a preview counts nothing by its outcome. */
export type CountedGroup = Exclude<EntryGroup, 'previewed'>;

export interface EntryLine {
  /** Stays the same while more pages arrive. */
  readonly key: string;
  readonly name: string;
  readonly signInName: string;
  readonly what: string;
  /** Names of the attributes concerned. */
  readonly attributeNames: string;
  readonly group: EntryGroup;
  readonly tone: Tone;
  readonly outcome: string;
  /** A new object has no before. */
  readonly isNew: boolean;
  readonly attributes: readonly AttributeChange[];
  readonly problem: Problem | null;
  readonly objectGuid: string;
  /** The same for all memberships of one group that came to the same; null for everything else. */
  readonly membershipsOf: string | null;
}

export function entryLineOf(entry: ReportEntry): EntryLine {
  if (entry.kind === 'held') {
    const { objectGuid, displayName, userPrincipalName, problem } = entry.held;
    const group = leftAloneAs(problem);
    return {
      key: `object ${objectGuid} ${problem.code}`,
      name: displayName,
      signInName: userPrincipalName ?? '',
      what: overviewTexts.entries.leftAlone,
      attributeNames: '',
      group,
      // Only what is held is trouble.
      tone: group === 'held' ? 'attention' : 'quiet',
      outcome: overviewTexts.leftAlone[group],
      isNew: false,
      attributes: [],
      problem,
      objectGuid,
      membershipsOf: null,
    };
  }
  const { change } = entry.outcome;
  const outcome = outcomeText(entry.outcome);
  const problem = 'problem' in entry.outcome ? (entry.outcome.problem ?? null) : null;
  return {
    key: `change ${change.digest}`,
    name: change.displayName,
    signInName: change.userPrincipalName ?? '',
    what: whatOf(change),
    attributeNames: attributeNamesOf(change),
    group: entry.outcome.kind,
    tone: toneOf(entry.outcome),
    outcome,
    isNew: change.kind === 'create',
    attributes: attributesOf(change),
    problem,
    objectGuid: change.objectGuid,
    membershipsOf:
      isLink(change) && change.relation === 'members'
        ? [change.kind, change.objectGuid, outcome, problem?.code, problem?.detail].join(' ')
        : null,
  };
}

export const whatOf = (change: Change): string =>
  isTakenOver(change) ? overviewTexts.entries.takeOver : overviewTexts.kinds[change.kind];

/** Of a takeover the account: which attributes make it ours is always the same. */
export function attributeNamesOf(change: Change): string {
  if (change.kind === 'create') return '';
  if (change.kind === 'update' && change.takenOver !== undefined) return accountText(change.takenOver);
  return attributesOf(change)
    .map(({ name, before, after }) => (isLink(change) ? `${name}: ${after ?? before}` : name))
    .join(', ');
}

/** A link is shown as the value that comes or goes. */
function attributesOf(change: Change): readonly AttributeChange[] {
  if (change.kind === 'create') return attributesOfNew(change);
  if (!isLink(change)) return change.attributes;
  const { relation, target, kind } = change;
  const name = target.displayName;
  return [{ name: relation, before: kind === 'unlink' ? name : null, after: kind === 'link' ? name : null }];
}

/** Whom it is about; of a link both ends. */
export const subjectOf = (change: Change): string =>
  isLink(change) ? `${change.displayName}: ${change.target.displayName}` : change.displayName;

const isLink = (change: Change): change is LinkChange => change.kind === 'link' || change.kind === 'unlink';

function outcomeText(outcome: Outcome): string {
  const word = overviewTexts.outcomes[outcome.kind];
  if (outcome.kind === 'waiting' && outcome.nextAttemptAt !== null)
    return `${word}; ${overviewTexts.entries.triedAgainAt(outcome.nextAttemptAt)}`;
  return outcome.kind === 'unknown' && outcome.fate !== null ? `${word}; ${overviewTexts.fates[outcome.fate]}` : word;
}

function toneOf(outcome: Outcome): Tone {
  switch (outcome.kind) {
    case 'applied':
      return 'good';
    case 'failed':
      return 'bad';
    case 'held':
    case 'waiting':
    case 'unknown':
      return 'attention';
    case 'notAttempted':
    case 'previewed':
      return 'quiet';
    default:
      return assertNever(outcome);
  }
}

/** A value as text; null when there is nothing to show. */
export function valueText(value: AttributeValue): string | null {
  if (typeof value === 'boolean') return value ? overviewTexts.entries.yes : overviewTexts.entries.no;
  if (value === null || value === '') return null;
  if (typeof value === 'string') return value;
  return value.length === 0 ? null : value.join('\n');
}
