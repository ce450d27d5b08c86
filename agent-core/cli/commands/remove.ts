/** bridgehead remove: forgets settings and secrets of the agent, after saying what becomes of what it created and asking. */
import { problem } from '../../contract/problem.ts';
import { fail, succeed } from '../../contract/result.ts';
import { askForWord } from '../ask-line.ts';
import type { Command, CommandContext } from '../command.ts';

const kept =
  'Objects that the agent created in the tenant are kept: nothing in the tenant or the directory is deleted or changed.\n' +
  'The agent forgets its settings, its key and the passwords it was given. Its record of runs stays.\n';

export const removeCommand: Command = {
  name: 'remove',
  usage: 'remove [--objects keep] [--yes]',
  summary: 'forget settings and secrets of the agent; what it created in the tenant is kept',
  options: {
    objects: { type: 'string', means: 'what becomes of what the agent created in the tenant: it can only be kept' },
    yes: { type: 'boolean', means: 'do not ask whether it is meant' },
  },
  required: [],
  findMistake: ({ options }) => {
    if (options.objects !== undefined && options.objects !== 'keep')
      return '--objects takes "keep": nothing in the tenant is deleted with the set-up';
    const isHalf = options.yes === true && options.objects === undefined;
    return isHalf ? '--yes needs --objects keep, so that it is said what becomes of what was created' : null;
  },
  run: async (context) => {
    const { connect, signal } = context;
    const refusal = await findRefusal(context);
    if (refusal !== null) return fail(problem('remove.unconfirmed', refusal));
    const client = await connect();
    if (!client.ok) return client;
    const removed = await client.value.request('setup.remove', { objects: 'keep' }, signal);
    return removed.ok ? succeed({ json: { objects: 'keep' }, text: `Removed. ${kept}` }) : removed;
  },
};

/** Both what becomes of the objects and the removal itself are said by a person, on the terminal or in the options. */
async function findRefusal({ options, signal }: CommandContext): Promise<string | null> {
  if (options.objects === undefined) {
    process.stderr.write(kept);
    const refusal = await askForWord('What becomes of the objects? Type "keep" to go on: ', 'keep', signal);
    if (refusal !== null) return refusal;
  }
  if (options.yes === true) return null;
  return askForWord('Type "remove" to remove the set-up: ', 'remove', signal);
}
