/** bridgehead exempt: one object is no longer counted for one kind of danger. */
import { objectGuidSchema } from '../../contract/identifiers.ts';
import { succeed } from '../../contract/result.ts';
import type { Command } from '../command.ts';
import { personAtTerminal } from '../person.ts';

export const exemptCommand: Command = {
  name: 'exempt',
  usage: 'exempt OBJECTGUID KIND [--take-back]',
  summary: 'never hold this object for this kind of danger, until that is taken back',
  options: { 'take-back': { type: 'boolean' } },
  required: [],
  words: { atLeast: 2, atMost: 2 },
  findMistake: ({ words: [objectGuid = ''] }) =>
    objectGuidSchema.safeParse(objectGuid.toLowerCase()).success
      ? null
      : `"${objectGuid}" is not an objectGUID, such as 2f1c0a9e-3b5d-4e7f-8a6b-0c1d2e3f4a5b`,
  run: async ({ options, words: [objectGuid = '', kind = ''], connect, signal }) => {
    const client = await connect();
    if (!client.ok) return client;
    const isExempt = options['take-back'] !== true;
    const asked = { person: personAtTerminal(), objectGuid: objectGuid.toLowerCase(), kind, isExempt };
    const answer = await client.value.request('approvals.exempt', asked, signal);
    if (!answer.ok) return answer;
    const said = isExempt ? 'is exempt from' : 'is counted again for';
    return succeed({
      json: { objectGuid: asked.objectGuid, kind, isExempt },
      text: `${objectGuid} ${said} ${kind}.\n`,
    });
  },
};
