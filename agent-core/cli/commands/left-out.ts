/** bridgehead left-out: who is not synchronised, by reason. */
import type { ControlClient } from '../../client/control-client.ts';
import { readAllPages } from '../../client/each-page.ts';
import type { LeftOutObject, LeftOutReason } from '../../contract/object-requests.ts';
import { problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import type { Command } from '../command.ts';
import { basisText, nobodyLeftOutText, reasonText, reasonWord, reasonWords } from '../scope-texts.ts';
import { calledText, problemText } from '../texts.ts';

/**
 * By what a person sees of it: the beginning of its id, its code or all of its text, the word beside it, or words of its text. A word means
 * all that have it.
 */
function reasonsCalled(
  wanted: string,
  reasons: readonly LeftOutReason[],
): { readonly called: readonly LeftOutReason[]; readonly areAllMeant: boolean } {
  const words = wanted.trim().toLowerCase();
  const one = (called: readonly LeftOutReason[]) => ({ called, areAllMeant: false });
  const byId = reasons.filter(({ id }) => id.startsWith(words));
  if (byId.length > 0) return one(byId);
  const exact = reasons.filter(({ code, text }) => [code, text.toLowerCase()].includes(words));
  if (exact.length > 0) return one(exact);
  const byWord = reasons.filter((reason) => reasonWord(reason) === words);
  if (byWord.length > 0) return { called: byWord, areAllMeant: true };
  return one(reasons.filter(({ text }) => text.toLowerCase().includes(words)));
}

const ambiguousReasonText = (wanted: string, called: readonly LeftOutReason[]) =>
  `"${wanted}" is ${listOf(called.map(({ id, text }) => `${id} (${text})`))}`;
const listOf = (words: readonly string[]) => `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

const unknownReasonText = (wanted: string, reasons: readonly LeftOutReason[]) =>
  reasons.length === 0
    ? `"${wanted}"; no reason keeps anybody`
    : `"${wanted}"; there are ${reasons.map(({ id, text }) => `${id} (${text})`).join(', ')}`;

export const leftOutCommand: Command = {
  name: 'left-out',
  usage: 'left-out [REASON]',
  summary:
    'who is not synchronised, by reason, with how many each keeps; with a reason (its id, its code or a part of its text) or the word beside it (such as held), everybody whom it keeps',
  options: {},
  required: [],
  words: { atLeast: 0, atMost: 1 },
  run: async ({ words: [wanted = null], connect, signal }) => {
    const client = await connect();
    if (!client.ok) return client;
    const counted = await client.value.request('objects.reasons', {}, signal);
    if (!counted.ok) return counted;
    const { basis, reasons, notes } = counted.value;
    if (wanted === null) {
      const none = reasons.length === 0 ? nobodyLeftOutText(basis) : '';
      const how =
        reasons.length === 0
          ? ''
          : '\nEverybody whom one keeps: bridgehead left-out REASON, by its id, code or text, or by the word beside it\n';
      const noted = notes.map((note) => `\n${problemText(note)}\n`).join('');
      const text = `${none}${reasons.map(reasonText).join('')}${how}${noted}${basisText(basis)}`;
      return succeed({ json: { basis, reasons, notes }, text });
    }
    const { called, areAllMeant } = reasonsCalled(wanted, reasons);
    const [first, ...others] = called;
    if (first === undefined) {
      const word = wanted.trim().toLowerCase();
      if (!reasonWords.has(word)) return fail(problem('objects.unknown-reason', unknownReasonText(wanted, reasons)));
      const text = `Nobody is left out as "${word}".\n`;
      const held = word === 'held' ? await isAnythingHeld(client.value, signal) : succeed(false);
      if (!held.ok) return held;
      return succeed({ json: { basis, kept: [] }, text: `${text}${held.value ? heldAllTheSame : ''}` });
    }
    if (others.length > 0 && !areAllMeant)
      return fail(problem('objects.reason-ambiguous', ambiguousReasonText(wanted, called)));
    const kept: Kept[] = [];
    for (const reason of called) {
      const objects = await readKept(client.value, reason, signal);
      if (!objects.ok) return objects;
      kept.push({ reason, objects: objects.value });
    }
    const [only] = kept;
    const json = kept.length === 1 ? { basis, ...only } : { basis, kept };
    return succeed({ json, text: kept.map(keptText).join('\n') });
  },
};

/** By the guard, or otherwise by the newest run. */
async function isAnythingHeld(
  { request }: Pick<ControlClient, 'request'>,
  signal: AbortSignal,
): Promise<Result<boolean>> {
  const current = await request('approvals.findings', {}, signal);
  if (!current.ok) return current;
  const state = await request('state.read', {}, signal);
  if (!state.ok) return state;
  return succeed(current.value.findings.length + (state.value.lastRun?.counts.held ?? 0) > 0);
}

const heldAllTheSame =
  'Changes of those who are synchronised are held all the same: "bridgehead findings" shows them.\n';

interface Kept {
  readonly reason: LeftOutReason;
  readonly objects: readonly LeftOutObject[];
}

const readKept = ({ request }: Pick<ControlClient, 'request'>, reason: LeftOutReason, signal: AbortSignal) =>
  readAllPages((cursor) => request('objects.leftOut', { reason: reason.id, cursor }, signal));

function keptText({ reason, objects }: Kept): string {
  const lines = objects.map((object) => {
    const { distinguishedName, problem: said } = object;
    const name = calledText(object);
    const detail = said === null ? distinguishedName : said.detail;
    return `  ${name}${detail === null || detail === name ? '' : `   ${detail}`}\n`;
  });
  const [first] = objects;
  const explained =
    first?.problem === undefined || first.problem === null ? '' : `\n${problemText({ ...first.problem, detail: '' })}`;
  return `${reasonText(reason)}${lines.join('')}${explained}`;
}
