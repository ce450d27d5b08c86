/** bridgehead approve and reject: decides about findings or single changes, each named by the beginning of its digest. */
import type { ControlClient } from '../../client/control-client.ts';
import type { ParametersInputOf } from '../../contract/control-api.ts';
import { type Result, succeed } from '../../contract/result.ts';
import type { Command } from '../command.ts';
import { personAtTerminal } from '../person.ts';
import { readHeldChanges } from '../read-held-changes.ts';
import { isDigestWord, type Meant, resolveDigests } from '../resolve-digests.ts';

const mostWords = 1000;

const findMistake: Command['findMistake'] = ({ options, words }) => {
  const strange = words.find((word) => !isDigestWord(word));
  if (strange !== undefined)
    return `"${strange}" is not the beginning of a digest: six characters or more of 0-9 and a-f`;
  const days = daysOf(options);
  return Number.isInteger(days) && days >= 1 && days <= 90 ? null : '--days takes 1 to 90';
};

const daysOf = ({ days }: Readonly<Record<string, string | boolean | undefined>>) => Number(days ?? 7);

type Subject = Pick<ParametersInputOf<'approvals.reject'>, 'person' | 'finding' | 'digests'>;

/** One request for each finding, one for all single changes. */
async function decideAll(
  client: ControlClient,
  words: readonly string[],
  ask: (subject: Subject) => Promise<Result<{ readonly changes: number }>>,
  signal: AbortSignal,
): Promise<Result<{ readonly changes: number; readonly meant: Meant }>> {
  const meant = await resolveDigests(client, words, signal);
  if (!meant.ok) return meant;
  const { findings, changes } = meant.value;
  const person = personAtTerminal();
  const subjects: readonly Subject[] = [
    ...findings.map((finding) => ({ person, finding })),
    ...(changes.length === 0 ? [] : [{ person, digests: changes }]),
  ];
  let decided = 0;
  for (const subject of subjects) {
    const answer = await ask(subject);
    if (!answer.ok) return answer;
    decided += answer.value.changes;
  }
  return succeed({ changes: decided, meant: meant.value });
}

export const approveCommand: Command = {
  name: 'approve',
  usage: 'approve DIGEST... [--days N]',
  summary: 'let held changes go, of a finding or single ones as "findings" names them; for 7 days, and for once',
  options: { days: { type: 'string' } },
  required: [],
  words: { atLeast: 1, atMost: mostWords },
  findMistake,
  run: async ({ options, words, connect, signal }) => {
    const client = await connect();
    if (!client.ok) return client;
    const days = daysOf(options);
    const ask = (subject: Subject) => client.value.request('approvals.approve', { ...subject, days }, signal);
    const decided = await decideAll(client.value, words, ask, signal);
    if (!decided.ok) return decided;
    const { changes, meant } = decided.value;
    const stillHeld = await findStillHeld(client.value, meant, signal);
    if (!stillHeld.ok) return stillHeld;
    return succeed({
      json: { changes, days, stillHeld: stillHeld.value },
      text: `Approved ${countText(changes)}, for ${days} days. ${nextText(stillHeld.value)}\n`,
    });
  },
};

interface StillHeld {
  readonly changes: number;
  readonly kinds: readonly string[];
}

/** Approving a finding lets its changes go from this one alone; a single change is let go from all that hold it. */
async function findStillHeld(client: ControlClient, meant: Meant, signal: AbortSignal): Promise<Result<StillHeld>> {
  const current = await client.request('approvals.findings', {}, signal);
  if (!current.ok) return current;
  const held = await readHeldChanges(client, null, signal);
  if (!held.ok) return held;
  const approved = current.value.findings.flatMap(({ digest, kind }) =>
    digest !== undefined && kind !== null && meant.findings.includes(digest) ? [kind] : [],
  );
  const others = held.value.flatMap(({ change, kinds, decisions }) => {
    if (meant.changes.includes(change.digest) || !kinds.some((kind) => approved.includes(kind))) return [];
    const letGo = decisions.filter(({ verdict }) => verdict === 'approved').map(({ kind }) => kind);
    const left = kinds.filter((kind) => !approved.includes(kind) && !letGo.includes(kind));
    return left.length === 0 ? [] : [left];
  });
  return succeed({ changes: others.length, kinds: [...new Set(others.flat())] });
}

function nextText({ changes, kinds }: StillHeld): string {
  if (changes === 0) return 'The next run makes them: "bridgehead run --wait", or wait for it.';
  const those = `${changes.toLocaleString('en')} of them ${changes === 1 ? 'stays' : 'stay'} held`;
  return `${those} by ${kinds.join(', ')} as well, until approved there too; the next run makes what nothing else holds.`;
}

export const rejectCommand: Command = {
  name: 'reject',
  usage: 'reject DIGEST...',
  summary: 'keep changes held, however few they are, until they are approved or no longer the same',
  options: {},
  required: [],
  words: { atLeast: 1, atMost: mostWords },
  findMistake,
  run: async ({ words, connect, signal }) => {
    const client = await connect();
    if (!client.ok) return client;
    const ask = (subject: Subject) => client.value.request('approvals.reject', subject, signal);
    const decided = await decideAll(client.value, words, ask, signal);
    if (!decided.ok) return decided;
    return succeed({
      json: { changes: decided.value.changes },
      text: `Rejected ${countText(decided.value.changes)}. They stay held.\n`,
    });
  },
};

const countText = (changes: number) => (changes === 1 ? '1 change' : `${changes.toLocaleString('en')} changes`);
