/** bridgehead approve and reject: decides about findings or single changes, each named by the beginning of its digest. */
import type { ControlClient } from '../../client/control-client.ts';
import type { Decision } from '../../contract/approval-requests.ts';
import type { ParametersInputOf } from '../../contract/control-api.ts';
import type { Verdict } from '../../contract/decided-together.ts';
import type { ChangeDigest } from '../../contract/identifiers.ts';
import { numberText } from '../../contract/number-text.ts';
import { problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import type { Command } from '../command.ts';
import { personAtTerminal } from '../person.ts';
import { readHeldChanges } from '../read-held-changes.ts';
import { isDigestWord, type Meant, resolveDigests, shortDigestLength } from '../resolve-digests.ts';
import { kindTexts } from '../texts.ts';
import { wholeNumber } from '../whole-number.ts';

const mostWords = 1000;
const days = wholeNumber('days', { most: 90, usual: 7 });

const findMistake: Command['findMistake'] = ({ options, words }) => {
  const strange = words.find((word) => !isDigestWord(word));
  if (strange !== undefined)
    return `"${strange}" is not the beginning of a digest: six characters or more of 0-9 and a-f`;
  return days.findMistake(options);
};

type Subject = Pick<ParametersInputOf<'approvals.reject'>, 'person' | 'finding' | 'digests'>;

interface Decided {
  readonly changes: number;
  /** So many of findings stay held, since somebody rejected them. */
  readonly rejected?: number | undefined;
  /** Of an approval. */
  readonly expiresAt?: string;
}

/**
 * One request for all single changes, one for each finding: a rejection that is taken back by name is none for the finding any more.
 * @param approved what can be meant although the guard does not hold it
 */
async function decideAll(
  client: ControlClient,
  words: readonly string[],
  ask: (subject: Subject) => Promise<Result<Decided>>,
  signal: AbortSignal,
  approved: readonly Decision[] = [],
): Promise<Result<Decided & { readonly rejected: number; readonly meant: Meant }>> {
  const meant = await resolveDigests(client, words, signal, approved);
  if (!meant.ok) return meant;
  const { findings, changes } = meant.value;
  const person = personAtTerminal();
  const subjects: readonly Subject[] = [
    ...(changes.length === 0 ? [] : [{ person, digests: changes }]),
    ...findings.map((finding) => ({ person, finding })),
  ];
  let decided = 0;
  let rejected = 0;
  let until: Pick<Decided, 'expiresAt'> = {};
  for (const subject of subjects) {
    const answer = await ask(subject);
    if (!answer.ok) return answer;
    decided += answer.value.changes;
    rejected += answer.value.rejected ?? 0;
    const { expiresAt } = answer.value;
    if (expiresAt !== undefined) until = { expiresAt };
  }
  return succeed({ changes: decided, rejected, ...until, meant: meant.value });
}

export const approveCommand: Command = {
  name: 'approve',
  usage: 'approve DIGEST... [--days N | --take-back]',
  summary: 'let held changes go, of a finding or single ones as "findings" names them; for 7 days, and for once',
  options: {
    days: { type: 'string', means: 'for how long the approval lasts: 1 to 90; 7 unless given' },
    'take-back': { type: 'boolean', means: 'end an approval, of a finding or a change, that no run has used yet' },
  },
  required: [],
  words: { atLeast: 1, atMost: mostWords },
  findMistake: (given) =>
    given.options.days !== undefined && given.options['take-back'] === true
      ? '--days and --take-back exclude each other'
      : findMistake(given),
  run: async ({ options, words, connect, signal }) => {
    const client = await connect();
    if (!client.ok) return client;
    if (options['take-back'] === true) return takeBack(client.value, words, 'approved', signal);
    const forDays = days.read(options);
    const ask = (subject: Subject) => client.value.request('approvals.approve', { ...subject, days: forDays }, signal);
    const decided = await decideAll(client.value, words, ask, signal);
    if (!decided.ok) return decided;
    const { changes, rejected, expiresAt, meant } = decided.value;
    const { named, ...stillHeld } = findStillHeld(meant);
    const others = stillHeld.kinds.flatMap((kind) => meant.byKind.get(kind)?.slice(0, shortDigestLength) ?? []);
    return succeed({
      json: { changes, days: forDays, stillHeld, rejected, expiresAt: expiresAt ?? null },
      text: `Approved ${countText(changes)}, for ${numberText(forDays, 'day', 'days')}. ${nextText(stillHeld.changes, named, others)}\n${untilText(expiresAt)}${rejectedText(rejected)}`,
    });
  },
};

interface StillHeld {
  readonly changes: number;
  readonly kinds: readonly string[];
  /** The same, as they are called. */
  readonly named: readonly string[];
}

/** Whatever was decided so by one of these digests, a finding's as it was then or a change's. */
async function takeBack(client: ControlClient, words: readonly string[], verdict: Verdict, signal: AbortSignal) {
  const decisions = await client.request('approvals.decisions', {}, signal);
  if (!decisions.ok) return decisions;
  const decided = decisions.value.decisions.filter((one) => one.verdict === verdict);
  const findings = new Set(decided.flatMap(({ finding }) => finding ?? []));
  const digests = new Set(decided.map(({ digest }) => digest));
  const person = personAtTerminal();
  const subjects: Subject[] = [];
  for (const word of words) {
    const ofFinding = [...findings].filter((finding) => finding.startsWith(word));
    const ofChange = [...digests].filter((digest) => digest.startsWith(word));
    if (ofFinding.length + ofChange.length === 0) {
      const singly = await findDecidedSingly(client, word, digests, signal);
      return singly.ok ? fail(problem(`approval.not-${verdict}`, notSoText(word, verdict, singly.value))) : singly;
    }
    if (ofFinding.length + ofChange.length > 1) return fail(problem('approval.ambiguous', word));
    subjects.push(...ofFinding.map((finding) => ({ person, finding })));
    if (ofChange.length > 0) subjects.push({ person, digests: ofChange });
  }
  let changes = 0;
  for (const subject of subjects) {
    const answer = await client.request('approvals.takeBack', { ...subject, verdict }, signal);
    if (!answer.ok) return answer;
    changes += answer.value.changes;
  }
  return succeed({ json: { changes }, text: takenBackText[verdict](changes) });
}

/** Of what a finding of now holds, the changes that were decided about by their own digests: these take them back. */
async function findDecidedSingly(
  client: ControlClient,
  word: string,
  decided: ReadonlySet<ChangeDigest>,
  signal: AbortSignal,
): Promise<Result<readonly ChangeDigest[]>> {
  const current = await client.request('approvals.findings', {}, signal);
  if (!current.ok) return current;
  const kinds = current.value.findings.flatMap(({ digest, kind }) =>
    digest?.startsWith(word) === true && kind !== null ? [kind] : [],
  );
  if (kinds.length === 0) return succeed([]);
  const held = await readHeldChanges(client, null, signal);
  if (!held.ok) return held;
  return succeed(
    held.value.flatMap(({ change: { digest }, kinds: ofChange }) =>
      decided.has(digest) && ofChange.some((kind) => kinds.includes(kind)) ? [digest] : [],
    ),
  );
}

const notSoText = (word: string, verdict: Verdict, singly: readonly ChangeDigest[]) =>
  singly.length === 0
    ? word
    : `${word} was not ${verdict} as a finding; what it holds and was ${verdict} by itself: ${singly.map((digest) => digest.slice(0, shortDigestLength)).join(', ')}`;

const takenBackText: Readonly<Record<Verdict, (changes: number) => string>> = {
  approved: (changes) => {
    const who = changes === 1 ? 'It needs an approval anew' : 'They need an approval anew';
    return `Took back the approval of ${countText(changes)}. ${who}; a run that has begun already may still make ${changes === 1 ? 'it' : 'them'}.\n`;
  },
  rejected: (changes) => {
    const who = changes === 1 ? 'It counts like any other change' : 'They count like any others';
    return `Took back the rejection of ${countText(changes)}. ${who}: the next run makes ${changes === 1 ? 'it' : 'them'}, unless the limits hold ${changes === 1 ? 'it' : 'them'}.\n`;
  },
};

const untilText = (expiresAt: string | undefined) =>
  expiresAt === undefined
    ? ''
    : `What no run can make yet stays approved until ${expiresAt}, or until a run that reads everything does not plan it any more; to take it back: "bridgehead approve DIGEST --take-back".\n`;

const rejectedText = (count: number) =>
  count === 0
    ? ''
    : `${numberText(count, 'that was rejected stays', 'that were rejected stay')} held: approve ${count === 1 ? 'it by itself, by its own digest' : 'each by itself, by its own digest'}.\n`;

/** Approving a finding lets its changes go from this one alone; a single change is let go from all that hold it. What was rejected is not approved. */
function findStillHeld({ changes, kinds, held }: Meant): StillHeld {
  const others = held.flatMap(({ change, kinds: ofChange, decisions }) => {
    if (changes.includes(change.digest) || !ofChange.some((kind) => kinds.includes(kind))) return [];
    if (decisions.some(({ verdict }) => verdict === 'rejected')) return [];
    const letGo = decisions.filter(({ verdict }) => verdict === 'approved').map(({ kind }) => kind);
    const left = ofChange.filter((kind) => !kinds.includes(kind) && !letGo.includes(kind));
    return left.length === 0 ? [] : [{ kinds: left, named: kindTexts(left, change) }];
  });
  const all = (of: 'kinds' | 'named') => [...new Set(others.flatMap((other) => other[of]))];
  return { changes: others.length, kinds: all('kinds'), named: all('named') };
}

/** @param others by which digests the findings that still hold them are approved */
function nextText(changes: number, named: readonly string[], others: readonly string[]): string {
  if (changes === 0) return 'The next run makes them: "bridgehead run --wait", or wait for it.';
  const those = `${numberText(changes, 'of them stays', 'of them stay')} held`;
  const there = others.length === 0 ? '' : ` (${others.join(', ')})`;
  return `${those} by ${named.join(', ')} as well, until approved there too${there}; the next run makes what nothing else holds.`;
}

export const rejectCommand: Command = {
  name: 'reject',
  usage: 'reject DIGEST... [--take-back]',
  summary:
    'keep changes held, however few they are, until each is approved by itself or is not due any more; also what is approved and not made yet',
  options: {
    'take-back': {
      type: 'boolean',
      means: 'end a rejection, of a finding or a change: it counts like any other change again',
    },
  },
  required: [],
  words: { atLeast: 1, atMost: mostWords },
  findMistake,
  run: async ({ options, words, connect, signal }) => {
    const client = await connect();
    if (!client.ok) return client;
    if (options['take-back'] === true) return takeBack(client.value, words, 'rejected', signal);
    const decisions = await client.value.request('approvals.decisions', {}, signal);
    if (!decisions.ok) return decisions;
    const approved = decisions.value.decisions.filter(({ verdict }) => verdict === 'approved');
    const ask = (subject: Subject) => client.value.request('approvals.reject', subject, signal);
    const decided = await decideAll(client.value, words, ask, signal, approved);
    if (!decided.ok) return decided;
    return succeed({
      json: { changes: decided.value.changes },
      text: rejectedAllText(decided.value.changes),
    });
  },
};

const rejectedAllText = (changes: number) =>
  `Rejected ${countText(changes)}. ${changes === 1 ? 'It stays' : 'They stay'} held until a run that reads everything does not plan ${changes === 1 ? 'it' : 'them'} any more; to take it back: "bridgehead reject DIGEST --take-back".\n`;

const countText = (changes: number) => numberText(changes, 'change', 'changes');
