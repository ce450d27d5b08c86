/** bridgehead exempt: one object, or all that a finding holds, is for some time not counted for one kind of danger. */
import type { ControlClient } from '../../client/control-client.ts';
import { type Exemption, mostExemptDays, usualExemptDays } from '../../contract/approval-requests.ts';
import type { ParametersInputOf } from '../../contract/control-api.ts';
import { canBeExempt, exemptibleKinds } from '../../contract/exemptible-kinds.ts';
import { guardKindNames } from '../../contract/guard-settings.ts';
import { type FindingDigest, objectGuidSchema } from '../../contract/identifiers.ts';
import { numberText } from '../../contract/number-text.ts';
import { problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import type { Command } from '../command.ts';
import { didYouMean } from '../nearest-word.ts';
import { personAtTerminal } from '../person.ts';
import { isDigestWord, resolveDigests } from '../resolve-digests.ts';
import { wholeNumber } from '../whole-number.ts';

const days = wholeNumber('days', { most: mostExemptDays, usual: usualExemptDays });

const isObjectGuid = (word: string) => objectGuidSchema.safeParse(word.toLowerCase()).success;

const notRecorded = 'The provisioning log has nothing about this objectGUID: look whether it is the right one.\n';

type Subject = ParametersInputOf<'approvals.exempt'>['subject'];

/** Whether anything is known of the object: an objectGUID is easily mistyped. What a finding holds is known. */
async function findRecord(client: ControlClient, object: string, signal: AbortSignal): Promise<Result<boolean>> {
  const page = await client.request('provisioning.read', { object, withRepeats: true, limit: 1 }, signal);
  return page.ok ? succeed(page.value.items.length > 0) : page;
}

/** The finding with which exemptions were given, whatever it holds by now; null when there is none. Problem: approval.ambiguous. */
async function findGiven(
  client: ControlClient,
  word: string,
  signal: AbortSignal,
): Promise<Result<FindingDigest | null>> {
  const decisions = await client.request('approvals.decisions', {}, signal);
  if (!decisions.ok) return decisions;
  const findings = new Set(decisions.value.exemptions.flatMap(({ finding }) => finding ?? []));
  const [found = null, ...others] = [...findings].filter((finding) => finding.startsWith(word));
  return others.length > 0 ? fail(problem('approval.ambiguous', word)) : succeed(found);
}

/** @param isMeant those that were, or are to be, exempt */
async function findNames(
  client: ControlClient,
  isMeant: (exemption: Exemption) => boolean,
  signal: AbortSignal,
): Promise<Result<readonly string[]>> {
  const decisions = await client.request('approvals.decisions', {}, signal);
  if (!decisions.ok) return decisions;
  const meant = decisions.value.exemptions.filter(isMeant);
  return succeed(meant.map(({ name, objectGuid }) => name ?? objectGuid));
}

function namesText(names: readonly string[], objects: number): string {
  if (names.length === 0) return '';
  const first = names.slice(0, mostNamed);
  const more = objects - first.length;
  return `: ${first.join(', ')}${more > 0 ? ` and ${more.toLocaleString('en')} more` : ''}`;
}

const mostNamed = 5;

/** An older agent knows no end. */
const exemptText = (expiresAt: string | null) =>
  `exempt from now on${expiresAt === null ? ', until that is taken back' : `, until ${expiresAt}`}`;

const rejectedText = (count: number) =>
  count === 0
    ? ''
    : `${numberText(count, 'change that was rejected stays', 'changes that were rejected stay')} held, and ${count === 1 ? 'exempts' : 'exempt'} nobody.\n`;

export const exemptCommand: Command = {
  name: 'exempt',
  usage: 'exempt OBJECTGUID KIND | DIGEST [--days N | --take-back]',
  summary: 'hold this object no more for this kind of danger, or all objects that a finding holds; for 7 days',
  note: `KIND is one of ${exemptibleKinds.join(', ')}; "bridgehead findings" begins each finding with it.`,
  options: {
    days: { type: 'string', means: `for how long, up to ${mostExemptDays}; 7 unless given. Given again, it ends anew` },
    'take-back': { type: 'boolean', means: 'hold it again from the next run on' },
  },
  required: [],
  words: { atLeast: 1, atMost: 2 },
  findMistake: ({ options, words: [first = '', kind] }) => {
    if (options.days !== undefined && options['take-back'] === true) return '--days and --take-back exclude each other';
    const mistake = days.findMistake(options);
    if (mistake !== null) return mistake;
    if (kind === undefined) return isDigestWord(first) ? null : `"${first}" is not the digest of a finding`;
    if (!isObjectGuid(first))
      return `"${first}" is not an objectGUID, such as 2f1c0a9e-3b5d-4e7f-8a6b-0c1d2e3f4a5b; "bridgehead why NAME" says that of an object`;
    if (guardKindNames.some((name) => name === kind)) return null;
    const [whole] = kind.split(' ');
    if (canBeExempt(kind))
      return `an exemption from ${whole} is from all that it counts apart, and not from "${kind}" alone: write ${whole} if that is meant, or approve the finding`;
    return `there is no kind "${kind}"; there are ${exemptibleKinds.join(', ')}${didYouMean(kind, guardKindNames)}`;
  },
  run: async ({ options, words: [first = '', kind], connect, signal }) => {
    const client = await connect();
    if (!client.ok) return client;
    const isExempt = options['take-back'] !== true;
    let subject: Subject = { objectGuid: first.toLowerCase(), kind: kind ?? '' };
    const given = kind === undefined && !isExempt ? await findGiven(client.value, first, signal) : succeed(null);
    if (!given.ok) return given;
    if (given.value !== null) subject = { finding: given.value };
    else if (kind === undefined) {
      const meant = await resolveDigests(client.value, [first], signal);
      if (!meant.ok)
        return isExempt || meant.problem.code !== 'approval.not-held'
          ? meant
          : fail(problem('approval.nothing-exempt', first));
      const [finding] = meant.value.findings;
      if (finding === undefined) return fail(problem('approval.not-held', `${first} is no finding`));
      subject = { finding };
    }
    const isThis = (one: Exemption) =>
      given.value === null ? one.objectGuid === first.toLowerCase() && one.kind === kind : one.finding === given.value;
    const before = isExempt ? succeed([]) : await findNames(client.value, isThis, signal);
    if (!before.ok) return before;
    const answer = await client.value.request(
      'approvals.exempt',
      { person: personAtTerminal(), subject, isExempt, days: days.read(options) },
      signal,
    );
    if (!answer.ok) return answer;
    const { objects, expiresAt, rejected = 0 } = answer.value;
    const recorded = kind === undefined ? succeed(true) : await findRecord(client.value, first.toLowerCase(), signal);
    if (!recorded.ok) return recorded;
    const isRecorded = recorded.value;
    // Those of one finding end together.
    const isNew = (one: Exemption) => (kind === undefined ? one.expiresAt === expiresAt : isThis(one));
    const names = isExempt ? await findNames(client.value, isNew, signal) : before;
    if (!names.ok) return names;
    const count = numberText(objects, 'object is', 'objects are');
    return succeed({
      json: { objects, isExempt, expiresAt, isRecorded, rejected },
      text: `${count} ${isExempt ? exemptText(expiresAt) : 'counted again from now on'}${namesText(names.value, objects)}.\n${isRecorded ? '' : notRecorded}${rejectedText(rejected)}`,
    });
  },
};
