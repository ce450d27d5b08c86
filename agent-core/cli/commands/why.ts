/** bridgehead why: whether somebody is synchronised, by which rule, and what stands in the way. */
import { succeed } from '../../contract/result.ts';
import type { Command } from '../command.ts';
import {
  basisText,
  beforeText,
  decisionTexts,
  exemptionText,
  formerText,
  foundText,
  nobodyText,
  saidText,
  severalText,
} from '../scope-texts.ts';

/** Of more than these nobody reads why; a name for each is enough to choose from. */
const mostTold = 3;

export const whyCommand: Command = {
  name: 'why',
  usage: 'why NAME',
  summary:
    'why an object is synchronised, or is not: by its display name, sign-in name (in the directory or the tenant), account name, mail address, distinguished name or objectGUID',
  options: {},
  required: [],
  words: { atLeast: 1, atMost: 1 },
  run: async ({ words: [name = ''], connect, signal }) => {
    const client = await connect();
    if (!client.ok) return client;
    const found = await client.value.request('objects.find', { name }, signal);
    if (!found.ok) return found;
    const { basis, objects, hasMore, gone, former = [], exemptions, approvals = [], rejections = [] } = found.value;
    const decisions = [...approvals, ...rejections];
    const ofGone = exemptions.filter(({ objectGuid }) => !objects.some((one) => one.objectGuid === objectGuid));
    const decidedOfGone = decisions.filter(
      ({ objectGuids = [] }) => !objects.some((one) => objectGuids.includes(one.objectGuid)),
    );
    const nobody = objects.length + gone.length === 0;
    const text = [
      ...(objects.length > mostTold
        ? [severalText(name, objects, hasMore)]
        : objects.map((one) => foundText(one, { basis, exemptions, decisions }))),
      ...(hasMore && objects.length <= mostTold ? ['There are more: say more of the name.\n'] : []),
      ...(gone.length === 0
        ? []
        : [
            `The directory does not show it any more. ${saidText(gone, basis)}`,
            ...ofGone.map(exemptionText),
            ...decisionTexts(decidedOfGone, gone),
          ]),
      ...(nobody ? [`${nobodyText(name, basis)}${former.length === 0 ? beforeText(name) : ''}`] : []),
      ...(former.length === 0 ? [] : [formerText(former)]),
      basisText(basis),
    ];
    return succeed({ json: { ...found.value }, text: text.join('\n') });
  },
};
