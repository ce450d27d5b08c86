/** bridgehead directory ...: the units and groups of a domain with their objectGUIDs, as a scope in an answer file names them, and the password of its account. */
import type { ControlClient } from '../../client/control-client.ts';
import { readAllPages } from '../../client/each-page.ts';
import type { DirectoryUnit, DomainDraft } from '../../contract/directory-requests.ts';
import { type ObjectGuid, objectGuidSchema } from '../../contract/identifiers.ts';
import { numberText } from '../../contract/number-text.ts';
import { oneLine } from '../../contract/one-line.ts';
import { problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import { readAccountPassword, withoutAnswers } from '../account-password.ts';
import type { Command, CommandContext } from '../command.ts';
import { listText } from '../count-texts.ts';
import { readAnswers, readPassword } from '../read-answers.ts';

const domainOptions = {
  domain: { type: 'string', means: 'which one, where there are several' },
  answers: { type: 'string', means: 'the answer file of the set-up that follows, where there are no settings yet' },
} as const;

interface Meant {
  readonly name: string;
  readonly draft: DomainDraft;
}

/** What every command here begins with. Problems: those of connecting and of `readMeant`. */
async function connectAndRead(context: CommandContext): Promise<Result<Meant & { readonly client: ControlClient }>> {
  const client = await context.connect();
  if (!client.ok) return client;
  const meant = await readMeant(context, client.value);
  return meant.ok ? succeed({ ...meant.value, client: client.value }) : meant;
}

/** The domain of the answer file, or one that is set up; without --domain the only one. Problems: setup.unknown-domain, and those of reading either. */
async function readMeant(
  { options, signal }: Pick<CommandContext, 'options' | 'signal'>,
  client: ControlClient,
): Promise<Result<Meant>> {
  const known = typeof options.answers === 'string' ? await readAnswered(options.answers) : await readSaved();
  if (!known.ok) return known;
  const wanted = typeof options.domain === 'string' ? options.domain.toLowerCase() : null;
  const [only, ...others] = known.value.filter(({ name }) => wanted === null || name === wanted);
  if (only !== undefined && others.length === 0) return succeed(only);
  const names = known.value.map(({ name }) => name).join(', ');
  return fail(problem('setup.unknown-domain', `${wanted ?? 'name one with --domain'}; known: ${names}`));

  async function readSaved(): Promise<Result<readonly Meant[]>> {
    const saved = await client.request('settings.get', {}, signal);
    if (!saved.ok) return saved;
    return succeed(saved.value.settings.domains.map(({ name }) => ({ name, draft: { domain: { configured: name } } })));
  }
}

async function readAnswered(path: string): Promise<Result<readonly Meant[]>> {
  const answers = await readAnswers(path);
  if (!answers.ok) return answers;
  const { settings, domainPasswords } = answers.value;
  return succeed(
    settings.domains.map((domain) => {
      const password = domainPasswords.get(domain.name)?.reveal() ?? null;
      return { name: domain.name, draft: { domain, password } };
    }),
  );
}

const unitsCommand: Command = {
  name: 'directory units',
  usage: 'directory units [--below OBJECTGUID] [--all] [--domain NAME] [--answers FILE]',
  summary: 'the organisational units at the top of a domain, or below one of them, with their objectGUIDs',
  options: {
    below: { type: 'string', means: 'below this one' },
    all: { type: 'boolean', means: 'also what is below them' },
    ...domainOptions,
  },
  required: [],
  findMistake: ({ options: { below } }) =>
    below === undefined || objectGuidSchema.safeParse(below).success ? null : '--below takes an objectGUID',
  run: async (context) => {
    const { options, signal } = context;
    const meant = await connectAndRead(context);
    if (!meant.ok) return meant;
    const { client, name, draft } = meant.value;
    const readBelow = (parent: ObjectGuid | null) =>
      readAllPages((cursor) => client.request('directory.units', { ...draft, parent, cursor }, signal));
    const below = objectGuidSchema.safeParse(options.below).data ?? null;
    const units = options.all === true ? await readTree(below, readBelow) : await readBelow(below);
    if (!units.ok) return units;
    const json = { units: units.value.map((unit) => ({ ...unit, ...referenceTo(unit, name) })) };
    return succeed({ json, text: units.value.length === 0 ? 'There are none.\n' : units.value.map(unitText).join('') });
  },
};

/** Each before what is below it. */
async function readTree(
  parent: ObjectGuid | null,
  readBelow: (parent: ObjectGuid | null) => Promise<Result<readonly DirectoryUnit[]>>,
): Promise<Result<readonly DirectoryUnit[]>> {
  const units = await readBelow(parent);
  if (!units.ok) return units;
  const all: DirectoryUnit[] = [];
  for (const unit of units.value) {
    const below = unit.hasChildren ? await readTree(unit.objectGuid, readBelow) : succeed([]);
    if (!below.ok) return below;
    all.push(unit, ...below.value);
  }
  return succeed(all);
}

const groupsCommand: Command = {
  name: 'directory groups',
  usage: 'directory groups NAME [--domain NAME] [--answers FILE]',
  summary: 'the groups of a domain whose name contains this, with their objectGUIDs; at most 50',
  options: domainOptions,
  required: [],
  words: { atLeast: 1, atMost: 1 },
  run: async (context) => {
    const { words, signal } = context;
    const meant = await connectAndRead(context);
    if (!meant.ok) return meant;
    const { client, name, draft } = meant.value;
    const found = await client.request('directory.groups', { ...draft, search: words[0] ?? '' }, signal);
    if (!found.ok) return found;
    const { groups } = found.value;
    const lines = groups.map(({ objectGuid, distinguishedName, members, hasPrimaryMembers = false }) => {
      const counted = numberText(members, 'member', 'members');
      const more = hasPrimaryMembers ? `${counted}, besides members by primary group, who are not counted` : counted;
      return lineText(objectGuid, distinguishedName, more);
    });
    const json = { groups: groups.map((group) => ({ ...group, ...referenceTo(group, name) })) };
    return succeed({
      json,
      text: lines.length === 0 ? `No group has "${oneLine(words[0] ?? '')}" in its name.\n` : lines.join(''),
    });
  },
};

const passwordCommand: Command = {
  name: 'directory password',
  usage: 'directory password [--domain NAME] [--password-file FILE]',
  summary:
    'give the agent the new password of the account that reads a domain, after proving it; nothing else changes. Without a file it is asked for, or read from standard input',
  options: {
    domain: domainOptions.domain,
    'password-file': { type: 'string', means: 'where it stands, in the first line' },
  },
  required: [],
  run: async (context) => {
    const { options, signal } = context;
    const meant = await connectAndRead(context);
    if (!meant.ok) return meant;
    const { client, name } = meant.value;
    const file = options['password-file'];
    const whose = `the account of ${name}`;
    const password =
      typeof file === 'string'
        ? withoutAnswers(
            await readPassword({ file }, { account: whose, place: '--password-file', folder: process.cwd() }),
          )
        : await readAccountPassword(whose);
    if (!password.ok) return password;
    const parameters = { domain: name, password: password.value.reveal() };
    const changed = await client.request('directory.password', parameters, signal);
    if (!changed.ok) return changed;
    const { account, controller } = changed.value;
    return succeed({
      json: { domain: name, account, controller },
      text: `${controller} takes the new password of ${account}, and the agent keeps it from now on.\n`,
    });
  },
};

export const directoryCommands: readonly Command[] = [unitsCommand, groupsCommand, passwordCommand];

/** As a scope names it. */
const referenceTo = (
  found: { readonly objectGuid: ObjectGuid; readonly distinguishedName: string },
  domain: string,
) => ({
  objectGuid: found.objectGuid,
  domain,
  name: found.distinguishedName,
});

function unitText({ objectGuid, distinguishedName, users, groups, hasChildren }: DirectoryUnit): string {
  const counted = listText([
    ['user', users ?? 0],
    ['group', groups ?? 0],
  ]);
  const count = users === null || groups === null ? 'not counted, that took too long' : counted;
  return lineText(objectGuid, distinguishedName, `${count}${hasChildren ? ', with units below' : ''}`);
}

const lineText = (objectGuid: ObjectGuid, distinguishedName: string, more: string) =>
  `${objectGuid}  ${distinguishedName}  (${more})\n`;
