/** bridgehead approve and reject: decides about findings or single changes, each named by the beginning of its digest. */
import type { ControlClient } from '../../client/control-client.ts';
import type { ParametersInputOf } from '../../contract/control-api.ts';
import { type Result, succeed } from '../../contract/result.ts';
import type { Command } from '../command.ts';
import { personAtTerminal } from '../person.ts';
import { isDigestWord, resolveDigests } from '../resolve-digests.ts';

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

/** One request for each finding, one for all single changes. @returns how many changes were decided about */
async function decideAll(
  client: ControlClient,
  words: readonly string[],
  ask: (subject: Subject) => Promise<Result<{ readonly changes: number }>>,
  signal: AbortSignal,
): Promise<Result<number>> {
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
  return succeed(decided);
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
    const count = countText(decided.value);
    return succeed({
      json: { changes: decided.value, days },
      text: `Approved ${count}, for ${days} days. The next run makes them: "bridgehead run --wait", or wait for it.\n`,
    });
  },
};

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
      json: { changes: decided.value },
      text: `Rejected ${countText(decided.value)}. They stay held.\n`,
    });
  },
};

const countText = (changes: number) => (changes === 1 ? '1 change' : `${changes.toLocaleString('en')} changes`);
