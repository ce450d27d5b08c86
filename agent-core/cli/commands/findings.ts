/** bridgehead findings: what the guard holds, with both numbers, and by which digests it is approved or rejected. */
import type { Decision, HeldChange } from '../../contract/approval-requests.ts';
import { guardKindNames } from '../../contract/guard-settings.ts';
import type { Finding } from '../../contract/plan.ts';
import { succeed } from '../../contract/result.ts';
import type { Command } from '../command.ts';
import { readHeldChanges } from '../read-held-changes.ts';
import { shortDigestLength } from '../resolve-digests.ts';
import { problemText, whoText } from '../texts.ts';

/** Of each finding, unless one is named. */
const shownChanges = 5;

export const findingsCommand: Command = {
  name: 'findings',
  usage: 'findings [KIND]',
  summary: 'what the guard holds, and what was decided about it; with a kind, all that this one holds',
  options: {},
  required: [],
  words: { atLeast: 0, atMost: 1 },
  findMistake: ({ words: [kind] }) => {
    const [name] = kind?.split(' ') ?? [];
    if (name === undefined || knownKinds.includes(name)) return null;
    return `there is no kind "${kind}"; there are ${knownKinds.join(', ')}`;
  },
  run: async ({ words, connect, signal }) => {
    const client = await connect();
    if (!client.ok) return client;
    const current = await client.value.request('approvals.findings', {}, signal);
    if (!current.ok) return current;
    const [kind = null] = words;
    const held = await readHeldChanges(client.value, kind, signal);
    if (!held.ok) return held;
    const decided = await client.value.request('approvals.decisions', {}, signal);
    if (!decided.ok) return decided;
    const state = await client.value.request('state.read', {}, signal);
    if (!state.ok) return state;
    const findings = current.value.findings.filter((finding) => kind === null || finding.kind === kind);
    const most = kind === null ? shownChanges : held.value.length;
    return succeed({
      json: { runId: current.value.runId, findings, held: held.value, exemptions: decided.value.exemptions },
      text: [
        ...findings.map((finding) => findingText(finding, held.value, most)),
        ...decided.value.exemptions.map(
          ({ objectGuid, kind: from, by }) => `${objectGuid} is exempt from ${from}, by ${by}\n`,
        ),
        findings.length === 0 ? nothingText(kind, state.value.lastRun?.counts.held ?? 0) : `${howToDecide}\n`,
      ].join('\n'),
    });
  },
};

/** A change that somebody rejected is held as that. */
const knownKinds: readonly string[] = [...guardKindNames, 'rejected'];

/** @param heldOtherwise by the newest run, of which the guard holds nothing */
function nothingText(kind: string | null, heldOtherwise: number): string {
  if (kind !== null) return `The guard holds nothing as ${kind}.\n`;
  if (heldOtherwise === 0) return 'The guard holds nothing.\n';
  const count = `${heldOtherwise.toLocaleString('en')} ${heldOtherwise === 1 ? 'is' : 'are'} held for other reasons`;
  return `The guard holds nothing. ${count}:\n"bridgehead plan" and "bridgehead changes --status held" show them.\n`;
}

const howToDecide =
  'Approve with "bridgehead approve DIGEST", of a finding or of single changes; or reject. The next run follows.';

function findingText(finding: Finding, held: readonly HeldChange[], most: number): string {
  const { kind, digest, problem } = finding;
  const isOwn = ({ kinds, decisions }: HeldChange) =>
    kind === 'rejected' ? decisions.some(({ verdict }) => verdict === 'rejected') : kinds.includes(kind ?? '');
  const own = held.filter(isOwn);
  const more = own.length - most;
  return [
    `${kind}${digest === undefined ? '' : `   finding ${digest.slice(0, shortDigestLength)}`}`,
    problemText(problem).replace(/^(?=.)/gm, '  '),
    ...own.slice(0, most).map(changeText),
    ...(more > 0 ? [`  and ${more} more: bridgehead findings "${kind}"`] : []),
    '',
  ].join('\n');
}

function changeText({ change, decisions }: HeldChange): string {
  const decided = decisions.map(decisionText).join('');
  return `  ${change.digest.slice(0, shortDigestLength)}  ${change.kind} ${whoText(change)}${decided}`;
}

const decisionText = ({ verdict, kind, by, expiresAt }: Decision) =>
  `\n                ${verdict} (${kind}) by ${by}${expiresAt === null ? '' : `, until ${expiresAt}`}`;
