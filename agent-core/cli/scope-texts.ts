/** How the scope's answers, and the reasons that keep objects out, read on a terminal. */
import type { Decision, Exemption } from '../contract/approval-requests.ts';
import { assertNever } from '../contract/assert-never.ts';
import { decidedByChange } from '../contract/decided-together.ts';
import { leftAloneAs } from '../contract/left-alone.ts';
import { numberText } from '../contract/number-text.ts';
import {
  type FoundObject,
  type LeftOutReason,
  type ReadingBasis,
  type ReasonKind,
  restorableUntil,
  type ScopeAnswer,
} from '../contract/object-requests.ts';
import { oneLine } from '../contract/one-line.ts';
import type { ObjectType } from '../contract/plan.ts';
import type { ReportEntry } from '../contract/run-report.ts';
import { listText } from './count-texts.ts';
import { decisionText } from './decided-text.ts';
import { shortDigestLength } from './resolve-digests.ts';
import { calledText, entriesText, indent, leftAloneWords, problemText } from './texts.ts';

/** What is undone, where the findings about it are not shown. */
export const saidText = (entries: readonly ReportEntry[], { lastWhole = null }: ReadingBasis) =>
  `${lastWhole === null ? 'The newest run says' : 'The newest run, and the last one that read both sides to the end, say'}:\n${entriesText(entries, '"bridgehead findings" shows why, and how to approve or reject it')}`;

export interface ToldWith {
  readonly basis: ReadingBasis;
  /** Of anybody. */
  readonly exemptions: readonly Exemption[];
  /** Of anybody: approvals whose changes are not made as far as is known, and rejections. */
  readonly decisions: readonly Decision[];
}

export function foundText(found: FoundObject, { basis, exemptions, decisions }: ToldWith): string {
  const { objectType, distinguishedName, objectGuid, domain, entries } = found;
  const own = exemptions.filter((exemption) => exemption.objectGuid === objectGuid);
  const decided = decisions.filter(({ objectGuids = [] }) => objectGuids.includes(objectGuid));
  const said = entries.length === 0 ? '' : indent(saidText(entries, basis), 2);
  return [
    `${calledText(found)}, a ${objectType} of ${domain}`,
    `  ${distinguishedName}`,
    `  objectGUID ${objectGuid}`,
    `  ${answerText(found.answer)}`,
    `  ${counterpartText(found)}`,
    ...own.map((exemption) => `  ${exemptionText(exemption)}`),
    ...decisionTexts(decided, entries).map((each) => `  ${each}`),
    ...membersLeftOutText(found),
    ...found.notes.map((note) => indent(problemText(note), 2).trimEnd()),
    said,
  ].join('\n');
}

/** Of a group, the direct members of whom nothing is in the tenant, each with the word of its reason. */
function membersLeftOutText({ membersLeftOut }: FoundObject): readonly string[] {
  if (membersLeftOut === undefined || membersLeftOut.count === 0) return [];
  const { count, first } = membersLeftOut;
  const more = count - first.length;
  return [
    `  Of its direct members ${numberText(count, 'is', 'are')} left out:`,
    ...first.map((member) => `    ${calledText(member)}: ${reasonWord(member)}, ${member.text}`),
    ...(more > 0 ? [`    and ${more.toLocaleString('en')} more: bridgehead left-out`] : []),
  ];
}

export const exemptionText = ({ kind, by, expiresAt }: Exemption): string =>
  `Exempt from ${kind}, by ${by}${expiresAt === null ? '' : `, until ${expiresAt}`}.`;

/** Of each change, however many kinds of danger it is decided about for. @param entries what was attempted is told there: nobody knows that it is not made */
export function decisionTexts(decisions: readonly Decision[], entries: readonly ReportEntry[]): readonly string[] {
  const attempted = new Set(
    entries.flatMap((entry) =>
      entry.kind === 'outcome' && entry.outcome.kind === 'unknown' ? [entry.outcome.change.digest] : [],
    ),
  );
  return [...decidedByChange('approved', decisions), ...decidedByChange('rejected', decisions)].flatMap((one) =>
    one.changes
      .filter(({ digest }) => !attempted.has(digest))
      .map(
        ({ digest, what }) =>
          `${one.verdict === 'approved' ? 'Not made yet' : 'Not to be made'}: ${what ?? 'a change'} (${digest.slice(0, shortDigestLength)}), ${decisionText(one)}.`,
      ),
  );
}

function answerText(answer: ScopeAnswer): string {
  switch (answer.kind) {
    case 'in':
      return `In scope: ${answer.rule}.`;
    case 'excluded':
      return `Never synchronised, whatever the scope: ${answer.rule}.`;
    case 'out':
      return `Out of scope: ${answer.rule}.`;
    case 'undecided':
      return `Nobody knows whether it is in scope: it ${answer.rule}. It stays as it is.`;
    case 'notWritable':
      return `In scope (${answer.rule}), and left as it is:\n${indent(problemText(answer.problem), 4).trimEnd()}`;
    default:
      return assertNever(answer);
  }
}

function counterpartText(found: FoundObject): string {
  const { tenantObjectId, isCounterpartKnown, answer, entries, deletedAt } = found;
  if (!isCounterpartKnown)
    return 'Not known whether it is in the tenant: a run attempted a change, and broke off or lost the reply. The next run finds out.';
  if (tenantObjectId !== null) return `Joined with ${tenantObjectId} in the tenant.`;
  const isWaiting = answer.kind === 'in' && entries.length === 0;
  const alone = isWaiting
    ? 'Not joined with anything in the tenant yet: the next run sees to it.'
    : 'Not joined with anything in the tenant.';
  return deletedAt === undefined ? alone : `${alone} ${deletedText(found, deletedAt)}`;
}

function deletedText({ objectType }: FoundObject, deletedAt: string): string {
  if (objectType !== 'user') return `The agent deleted what it was joined with at ${deletedAt}.`;
  return `The agent deleted the account at ${deletedAt}. Until ${restorableUntil(deletedAt)} it can be brought back: a run does so when the person is in scope again, unless something holds it.`;
}

/** What an answer rests on, and what it therefore cannot know. */
export function basisText({ run, lastWhole = null, domains }: ReadingBasis): string {
  const read = domains.flatMap(({ name, readAt }) => (readAt === null ? [] : [`${name} at ${readAt}`]));
  const unread = domains.flatMap(({ name, readAt }) => (readAt === null ? [name] : []));
  const lines = [
    ...(read.length === 0 ? [] : [`As last read: ${read.join(', ')}.`]),
    ...(unread.length === 0
      ? []
      : [`Of ${unread.join(', ')} nothing is remembered between runs: only what runs held is known of it.`]),
    run === null ? 'No run has ended yet.' : `The newest run began at ${run.startedAt}${endText(run)}.`,
    ...(lastWhole === null
      ? []
      : [
          `What the last one that ${run?.brokeOff === undefined ? 'did' : 'read both sides and ended'}, which began at ${lastWhole.startedAt}, left undone is told as well.`,
        ]),
  ];
  return `${lines.join('\n')}\n`;
}

function endText({ isWhole, brokeOff }: NonNullable<ReadingBasis['run']>): string {
  if (isWhole) return '';
  if (brokeOff === undefined) return ', and did not read both sides to the end';
  return brokeOff === 'writing' ? ', and broke off while it wrote' : ', and broke off before it wrote anything';
}

/** That nobody is found says something only of what is remembered. */
export function nobodyText(name: string, { domains }: ReadingBasis): string {
  const unread = domains.flatMap(({ name: domain, readAt }) => (readAt === null ? [domain] : []));
  if (unread.length === 0) return `The directory shows no user, group or contact called "${oneLine(name)}".\n`;
  const rest = `whether ${unread.join(', ')} ${unread.length === 1 ? 'has' : 'have'} one is not known here, since nothing of it is remembered`;
  return unread.length === domains.length
    ? `No answer about "${oneLine(name)}": ${rest}.\n`
    : `No other domain shows a user, group or contact called "${oneLine(name)}"; ${rest}.\n`;
}

/** Whoever was deleted is looked for by the name that they had. */
export const beforeText = (name: string): string =>
  `What was done while it was there: bridgehead changes --object "${oneLine(name)}"\n`;

/** Of whom nothing is remembered of the directory, because they are gone or their domain is not remembered: by the objectGUID all of what was done is found. */
export const formerText = (former: readonly { readonly objectGuid: string; readonly displayName: string }[]): string =>
  `In the provisioning log by a name that has it, and not in what is remembered of the directory:\n${former
    .map(({ displayName, objectGuid }) => `  ${displayName}   bridgehead changes --object ${objectGuid}\n`)
    .join('')}`;

/** @param hasMore than these */
export function severalText(name: string, objects: readonly FoundObject[], hasMore: boolean): string {
  const lines = objects.map(
    (one) => `  ${calledText(one)}, a ${one.objectType} of ${one.domain}   ${one.objectGuid}\n`,
  );
  const more = hasMore ? 'There are more. ' : '';
  return `Several have "${oneLine(name)}" in a name:\n${lines.join('')}${more}Say more of the name, or an objectGUID, and why is told.\n`;
}

/** Where no reason keeps anybody. */
export function nobodyLeftOutText({ domains }: ReadingBasis): string {
  return domains.every(({ readAt }) => readAt === null)
    ? 'Nothing is remembered of the directory, so that nobody can be named.\n'
    : 'Of what is remembered, everything is synchronised.\n';
}

const kindWords: Readonly<Record<ReasonKind, string>> = {
  excluded: 'never synchronised',
  out: 'out of scope',
  undecided: 'nobody knows',
  notWritable: 'as it is',
  held: 'held',
};

/** Every word that can stand beside a reason. */
export const reasonWords: ReadonlySet<string> = new Set([
  ...Object.values(kindWords),
  ...Object.values(leftAloneWords),
]);

/** What is printed beside a reason, and what it can be asked for by. */
export const reasonWord = ({ kind, code }: Pick<LeftOutReason, 'kind' | 'code'>): string =>
  kind === 'held' && code !== null ? leftAloneWords[leftAloneAs({ code })] : kindWords[kind];

export function reasonText(reason: LeftOutReason): string {
  const { id, text, code, users, groups, contacts } = reason;
  const counts: readonly (readonly [ObjectType, number])[] = [
    ['user', users],
    ['group', groups],
    ['contact', contacts],
  ];
  return `${id}  ${reasonWord(reason).padEnd(18)}  ${listText(counts)}\n    ${text}${code === null ? '' : ` [${code}]`}\n`;
}
