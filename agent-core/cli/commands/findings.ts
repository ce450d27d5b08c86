/** bridgehead findings: what the guard holds, with both numbers, and by which digests it is approved or rejected. */
import type { ControlClient } from '../../client/control-client.ts';
import type { Decision, Exemption, HeldChange } from '../../contract/approval-requests.ts';
import { foldMemberships, membershipsText } from '../../contract/fold-memberships.ts';
import { guardKindNames } from '../../contract/guard-settings.ts';
import type { RunId } from '../../contract/identifiers.ts';
import { leftAloneAs } from '../../contract/left-alone.ts';
import { numberText } from '../../contract/number-text.ts';
import type { Change, Finding } from '../../contract/plan.ts';
import { type Result, succeed } from '../../contract/result.ts';
import type { ReportEntry, RunReport } from '../../contract/run-report.ts';
import type { Command } from '../command.ts';
import { decidedText } from '../decided-text.ts';
import { entriesSummary } from '../entries-summary.ts';
import { kindText } from '../kind-text.ts';
import { didYouMean } from '../nearest-word.ts';
import { readAllEntries } from '../read-all-entries.ts';
import { readHeldChanges } from '../read-held-changes.ts';
import { shortDigestLength } from '../resolve-digests.ts';
import { contentLines, indent, problemText, whoText } from '../texts.ts';

/** Of each finding and of each other reason, unless everything is wanted. */
const usuallyShown = 5;

export const findingsCommand: Command = {
  name: 'findings',
  usage: 'findings [KIND] [--all]',
  summary:
    'what is held and why, and what was decided about it; with a kind, all that this finding holds; with --all, everything, also each member of a new group',
  options: { all: { type: 'boolean', means: 'everything that every finding holds' } },
  required: [],
  words: { atLeast: 0, atMost: 1 },
  findMistake: ({ words: [kind] }) => {
    const [name] = kind?.split(' ') ?? [];
    if (name === undefined || knownKinds.includes(name)) return null;
    return `there is no kind "${kind}"; there are ${knownKinds.join(', ')}${didYouMean(name, knownKinds)}`;
  },
  run: async ({ options, words: [kind = null], connect, signal }) => {
    const client = await connect();
    if (!client.ok) return client;
    const current = await client.value.request('approvals.findings', {}, signal);
    if (!current.ok) return current;
    const everything = await readHeldChanges(client.value, null, signal);
    if (!everything.ok) return everything;
    const decided = await client.value.request('approvals.decisions', {}, signal);
    if (!decided.ok) return decided;
    const { findings, runId } = current.value;
    const state = await client.value.request('state.read', {}, signal);
    if (!state.ok) return state;
    const { lastRun } = state.value;
    const byGuard = { runId, count: everything.value.length };
    const otherwise =
      kind === null && lastRun !== null ? await readHeldOtherwise(client.value, lastRun, byGuard, signal) : succeed([]);
    if (!otherwise.ok) return otherwise;
    const { exemptions } = decided.value;
    const isAsked = (each: string | null) => isOfKind(each, kind);
    const approved = decided.value.decisions.filter((one) => one.verdict === 'approved' && isAsked(one.kind));
    const rejected = decided.value.decisions.filter(
      (one) => one.verdict === 'rejected' && (kind === 'rejected' || isAsked(one.kind)),
    );
    const heldDigests = new Set(everything.value.map(({ change }) => change.digest));
    const notHeld = rejected.filter(({ digest }) => !heldDigests.has(digest));
    const shown = findings.filter((finding) => isAsked(finding.kind));
    const held = everything.value.filter((one) => kind === null || shown.some((finding) => isHeldBy(finding, one)));
    const heldAsRejected = everything.value.filter(({ rejectedFrom = [] }) => rejectedFrom.some(isAsked)).length;
    const most = kind === null && options.all !== true ? usuallyShown : Number.POSITIVE_INFINITY;
    return succeed({
      json: {
        runId,
        findings: shown.map((finding) => ({ ...finding, holds: digestsOf(finding, held) })),
        held,
        heldOtherwise: otherwise.value,
        exemptions,
        approved,
        rejected,
      },
      text: [
        ...shown.map((finding) => findingText(finding, held, { most, isWhole: options.all === true })),
        ...[
          decidedText('approved', approved, otherwise.value, most),
          decidedText('attempted', approved, otherwise.value, most),
          decidedText('rejected', notHeld, otherwise.value, most),
        ].filter((text) => text !== ''),
        ...(exemptions.length === 0 ? [] : [exemptionsText(exemptions, most)]),
        shown.length === 0 ? nothingText(kind, lastRun !== null, heldAsRejected) : `${howToDecide(shown)}\n`,
        ...(otherwise.value.length === 0 ? [] : [otherwiseText(otherwise.value, most)]),
      ].join('\n'),
    });
  },
};

/** Those that were given with a finding are one: they are taken back together, too. */
function exemptionsText(exemptions: readonly Exemption[], most: number): string {
  const together = [
    ...Map.groupBy(exemptions, ({ objectGuid, kind, finding }) => finding ?? `${objectGuid} ${kind}`).values(),
  ];
  const more = together.length - most;
  return [
    ...together.slice(0, most).map(exemptionText),
    ...(more > 0 ? [`and ${more.toLocaleString('en')} more: bridgehead findings --all`] : []),
    '',
  ].join('\n');
}

function exemptionText(together: readonly Exemption[]): string {
  const [first] = together;
  if (first === undefined) return '';
  const { objectGuid, name, kind, by, expiresAt, finding = null } = first;
  const how = `exempt from ${kind}, by ${by}${expiresAt === null ? '' : `, until ${expiresAt}`}`;
  if (together.length === 1) return `${name === null ? objectGuid : `${name} (${objectGuid})`} is ${how}`;
  const names = together.slice(0, usuallyShown).map((one) => one.name ?? one.objectGuid);
  const more = together.length - names.length;
  const given = finding === null ? '' : ` (given with finding ${finding.slice(0, shortDigestLength)})`;
  return `${together.length.toLocaleString('en')} objects are ${how}${given}:\n  ${names.join(', ')}${more > 0 ? ` and ${more.toLocaleString('en')} more` : ''}`;
}

/** A change that somebody rejected is held as that. */
const knownKinds: readonly string[] = [...guardKindNames, 'rejected'];

/** A kind by itself asks for all that is counted apart, too: `sameAttribute` for `sameAttribute department`. @param asked null for every kind */
const isOfKind = (kind: string | null, asked: string | null) =>
  asked === null || kind === asked || kind?.startsWith(`${asked} `) === true;

/** @param heldAsRejected so many that somebody rejected from this kind */
function nothingText(kind: string | null, hasRun: boolean, heldAsRejected: number): string {
  if (!hasRun)
    return 'No run has ended yet, so that nothing is held: "bridgehead plan" shows what the first would do.\n';
  if (kind === null) return 'The guard holds nothing.\n';
  if (heldAsRejected === 0) return `The guard holds nothing as ${kind}.\n`;
  const those = numberText(heldAsRejected, 'change of this kind is', 'changes of this kind are');
  return `The guard holds nothing as ${kind}. ${those} held since somebody rejected ${heldAsRejected === 1 ? 'it' : 'them'}: bridgehead findings rejected\n`;
}

/**
 * What the newest run left alone before the guard saw it: nobody can approve that, it wants to be mended. Its report is read only if
 * it holds more than the guard does.
 */
async function readHeldOtherwise(
  client: ControlClient,
  { runId, counts }: RunReport,
  byGuard: { readonly runId: RunId | null; readonly count: number },
  signal: AbortSignal,
): Promise<Result<readonly ReportEntry[]>> {
  if (counts.held === (runId === byGuard.runId ? byGuard.count : 0)) return succeed([]);
  const entries = await readAllEntries(client, 'run.entries', runId, signal);
  return entries.ok ? succeed(entries.value.filter(isHeldOtherwise)) : entries;
}

function isHeldOtherwise(entry: ReportEntry): boolean {
  if (entry.kind === 'held') return leftAloneAs(entry.held.problem) === 'held';
  return entry.outcome.kind === 'held' && (entry.outcome.findings ?? []).length === 0;
}

function otherwiseText(entries: readonly ReportEntry[], most: number): string {
  const count = numberText(entries.length, 'is held for another reason', 'are held for other reasons');
  return `${count}, which no approval lifts:\n${entriesSummary(entries, 'bridgehead findings --all', most)}`;
}

/** What was rejected is decided about one by one, and is no finding that could be approved. */
function howToDecide(findings: readonly Finding[]): string {
  const waiting = findings.filter(({ digest }) => digest !== undefined);
  const ofRejected =
    'What was rejected: approve each by itself with "bridgehead approve DIGEST", or take that back with "bridgehead reject DIGEST --take-back", which leaves it to the limits.';
  return [
    ...(waiting.length === 0
      ? []
      : [
          'Approve with "bridgehead approve DIGEST", of a finding or of single changes; or reject. The next run follows.',
        ]),
    ...(waiting.length === findings.length ? [] : [ofRejected]),
  ].join('\n');
}

interface Extent {
  /** So many are shown. */
  readonly most: number;
  /** Each membership of a group that is made anew, too. */
  readonly isWhole: boolean;
}

/** What was rejected before the run is held as that, and by no other finding. */
const isHeldBy = ({ kind }: Finding, { kinds, rejectedFrom = [] }: HeldChange): boolean =>
  kind === 'rejected' ? rejectedFrom.length > 0 : kinds.includes(kind ?? '') && !rejectedFrom.includes(kind ?? '');

const digestsOf = (finding: Finding, held: readonly HeldChange[]) =>
  held.filter((one) => isHeldBy(finding, one)).map(({ change }) => change.digest);

function findingText(finding: Finding, held: readonly HeldChange[], { most, isWhole }: Extent): string {
  const { kind, digest, problem } = finding;
  const own = held.filter((one) => isHeldBy(finding, one));
  const [first] = own;
  const heading = first === undefined || kind === null ? kind : kindText(kind, first.change);
  const folded = isWhole ? own.map((item) => ({ item, memberships: 0 })) : foldMemberships(own, changeOf);
  const more = folded.length - most;
  return [
    `${heading}${digest === undefined ? '' : `   finding ${digest.slice(0, shortDigestLength)}`}`,
    indent(problemText(problem), 2),
    ...folded.slice(0, most).map(({ item, memberships }) => `${changeText(item)}${foldedText(memberships)}`),
    ...(more > 0 ? [`  and ${more.toLocaleString('en')} more: bridgehead findings "${kind}"`] : []),
    '',
  ].join('\n');
}

const changeOf = ({ change }: HeldChange) => change;

const foldedText = (memberships: number) =>
  memberships === 0 ? '' : `\n               ${membershipsText(memberships)}, which --all shows`;

function changeText({ change, decisions }: HeldChange): string {
  const decided = decisions.map((decision) => decisionText(decision, change)).join('');
  const head = `  ${change.digest.slice(0, shortDigestLength)}  ${change.kind} ${whoText(change)}`;
  return [head, ...indentedContent(change)].join('\n') + decided;
}

/** Below the name, which stands behind the digest. */
const indentedContent = (change: Change) => contentLines(change).map((each) => `    ${each}`);

const decisionText = ({ verdict, kind, by, expiresAt }: Decision, change: Change) =>
  `\n                ${verdict} (${kindText(kind, change)}) by ${by}${expiresAt === null ? '' : `, until ${expiresAt}`}`;
