/** bridgehead remove: forgets settings and secrets of the agent, after saying what becomes of what it created and was given, and asking. */

import type { ControlClient } from '../../client/control-client.ts';
import { problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import { askForWord } from '../ask-line.ts';
import type { Command, CommandContext } from '../command.ts';
import { administratorOptions, findAdministrationMistake, readAdministrations } from '../read-administration.ts';
import { type TakenBack, takeBack } from '../take-back.ts';
import { stayingText, takenBackText } from '../taken-back-text.ts';

const forgets = 'The agent forgets its settings, its key and the passwords it was given. Its record of runs stays.\n';

/** @param isTakenBack whether an administrator takes back what the account was given in the directory */
const keptText = (isTakenBack: boolean) =>
  isTakenBack
    ? 'Objects that the agent created in the tenant are kept: nothing in the tenant is deleted or changed.\n' +
      `In the directory the account loses what it was given for the agent, and nothing else is changed.\n${forgets}`
    : `Objects that the agent created in the tenant are kept: nothing in the tenant or the directory is deleted or changed.\n${forgets}`;

const neverSetUp = 'There is no set-up to remove: the agent has no settings.';

export const removeCommand: Command = {
  name: 'remove',
  usage:
    'remove [--objects keep [--yes]] [--administrator ACCOUNT] [--password-file FILE] [--password-file-descriptor N] [--domain NAME] [--with-account]',
  summary:
    'forget settings, secrets and decisions of the agent; what it created in the tenant is kept, and so are its rights in the directory unless an administrator takes them back',
  options: {
    ...administratorOptions,
    objects: { type: 'string', means: 'what becomes of what the agent created in the tenant: it can only be kept' },
    yes: { type: 'boolean', means: 'do not ask whether it is meant; only with --objects keep' },
    'with-account': {
      type: 'boolean',
      means: 'delete the managed account (gMSA), too, if Bridgehead made it and no other server uses it',
    },
  },
  required: [],
  findMistake: ({ options }) => {
    if (options.objects !== undefined && options.objects !== 'keep')
      return '--objects takes "keep": nothing in the tenant is deleted with the set-up';
    const alone = Object.keys(forAdministrator).find((name) => options[name] !== undefined);
    if (alone !== undefined && options.administrator === undefined) return `--${alone} is for --administrator`;
    const isHalf = options.yes === true && options.objects === undefined;
    if (isHalf) return '--yes needs --objects keep, so that it is said what becomes of what was created';
    return findAdministrationMistake(options);
  },
  run: async (context) => {
    const { options, dataDir, connect, signal } = context;
    const refusal = await findRefusal(context);
    if (refusal !== null) return fail(problem('remove.unconfirmed', refusal));
    const client = await connect();
    if (!client.ok) return client;
    const saved = await client.value.request('settings.get', {}, signal);
    if (!saved.ok && saved.problem.code !== 'setup.required') return saved;
    const isTakenBack = options.administrator !== undefined;
    if (!saved.ok && isTakenBack) return fail(problem('rights.unknown-account', accountUnsaid));
    const domains = saved.ok ? saved.value.settings.domains : [];
    const taken = await takeAllBack(context, client.value);
    // Nothing is forgotten before: trying again goes on where it stopped.
    if (!taken.ok) return taken;
    const removed = await client.value.request('setup.remove', { objects: 'keep' }, signal);
    if (!removed.ok) return removed;
    const removedText = saved.ok ? 'Removed.' : neverSetUp;
    const staying = domains.filter(({ name }) => !taken.value.some(({ domain }) => domain === name));
    return succeed({
      json: {
        objects: 'keep',
        wasSetUp: saved.ok,
        takenBack: taken.value,
        staying: staying.map(({ name, account }) => ({ domain: name, account })),
      },
      text: `${removedText} ${keptText(isTakenBack)}${takenBackText(taken.value)}${stayingText(staying, dataDir)}`,
    });
  },
};

const accountUnsaid =
  'the agent is not set up, so it does not know whose rights are meant: "bridgehead rights remove" takes a domain and an account by their names';

const { administrator: _named, ...besides } = administratorOptions;
const forAdministrator = { ...besides, 'with-account': true };

async function takeAllBack(
  { options, signal }: CommandContext,
  client: ControlClient,
): Promise<Result<readonly TakenBack[]>> {
  if (options.administrator === undefined) return succeed([]);
  const administrations = await readAdministrations(options, client, signal);
  if (!administrations.ok) return administrations;
  const taken: TakenBack[] = [];
  for (const each of administrations.value) {
    const back = await takeBack(each, options['with-account'] === true, client, signal);
    if (!back.ok) return back;
    taken.push(back.value);
  }
  return succeed(taken);
}

/** Both what becomes of the objects and the removal itself are said by a person, on the terminal or in the options. */
async function findRefusal({ options, signal }: CommandContext): Promise<string | null> {
  if (options.objects === undefined) {
    process.stderr.write(keptText(options.administrator !== undefined));
    const refusal = await askForWord('What becomes of the objects? Type "keep" to go on: ', 'keep', signal);
    if (refusal !== null) return refusal;
  }
  if (options.yes === true) return null;
  return askForWord('Type "remove" to remove the set-up: ', 'remove', signal);
}
