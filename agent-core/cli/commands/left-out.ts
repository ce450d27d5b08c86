/** bridgehead left-out: who is not synchronised, by reason. */
import { readAllPages } from '../../client/each-page.ts';
import type { LeftOutReason } from '../../contract/object-requests.ts';
import { problem } from '../../contract/problem.ts';
import { fail, succeed } from '../../contract/result.ts';
import type { Command } from '../command.ts';
import { basisText, nobodyLeftOutText, reasonText } from '../scope-texts.ts';
import { calledText, problemText } from '../texts.ts';

/** By what a person sees of it: the beginning of its id, its code, or words of it. */
function reasonsCalled(wanted: string, reasons: readonly LeftOutReason[]): readonly LeftOutReason[] {
  const words = wanted.trim().toLowerCase();
  const byId = reasons.filter(({ id }) => id.startsWith(words));
  if (byId.length > 0) return byId;
  const exact = reasons.filter(({ code, text }) => [code, text.toLowerCase()].includes(words));
  return exact.length > 0 ? exact : reasons.filter(({ text }) => text.toLowerCase().includes(words));
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
    'who is not synchronised, by reason, with how many each keeps; with a reason (its word, its code or a part of its text), everybody whom it keeps',
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
      const how = reasons.length === 0 ? '' : '\nEverybody whom one keeps: bridgehead left-out REASON\n';
      const noted = notes.map((note) => `\n${problemText(note)}\n`).join('');
      const text = `${none}${reasons.map(reasonText).join('')}${how}${noted}${basisText(basis)}`;
      return succeed({ json: { basis, reasons, notes }, text });
    }
    const [reason, ...others] = reasonsCalled(wanted, reasons);
    if (reason === undefined) return fail(problem('objects.unknown-reason', unknownReasonText(wanted, reasons)));
    if (others.length > 0)
      return fail(problem('objects.reason-ambiguous', ambiguousReasonText(wanted, [reason, ...others])));
    const request = client.value.request;
    const objects = await readAllPages((cursor) => request('objects.leftOut', { reason: reason.id, cursor }, signal));
    if (!objects.ok) return objects;
    const lines = objects.value.map((object) => {
      const { distinguishedName, problem: said } = object;
      const name = calledText(object);
      const detail = said === null ? distinguishedName : said.detail;
      return `  ${name}${detail === null || detail === name ? '' : `   ${detail}`}\n`;
    });
    const [first] = objects.value;
    const explained =
      first?.problem === undefined || first.problem === null
        ? ''
        : `\n${problemText({ ...first.problem, detail: '' })}`;
    const text = `${reasonText(reason)}${lines.join('')}${explained}`;
    return succeed({ json: { basis, reason, objects: objects.value }, text });
  },
};
