/**
 * What a set-up would do, without doing it: over another one who would leave and what would be set anew, and then what would be done in the
 * directory and with the service. Asks for no password but those of administrators: one that is not in a file is the one that is kept.
 */
import type { ControlClient } from '../client/control-client.ts';
import { describeDifference } from '../contract/describe-difference.ts';
import type { Problem } from '../contract/problem.ts';
import { type Result, succeed } from '../contract/result.ts';
import type { Secret } from '../contract/secret.ts';
import type { Settings, SetupSettings } from '../contract/settings.ts';
import type { CommandContext, CommandOutput } from './command.ts';
import { readDirectoryWork } from './directory-work.ts';
import { keepUnnamed } from './keep-unnamed.ts';
import { notRegisteredYet, textOf } from './prepare-set-up.ts';
import { previewDirectoryWork } from './preview-directory-work.ts';
import { type AnswerSettings, readAnswerSettings, readPassword } from './read-answers.ts';
import { showSetUpEffect } from './set-up-effect.ts';
import { indent, problemText } from './texts.ts';

/** Problems: those of readAnswerSettings, readDirectoryWork and previewDirectoryWork. */
export async function previewSetUp({ options, connect, signal }: CommandContext): Promise<Result<CommandOutput>> {
  const path = textOf(options, 'answers') ?? '';
  const clientId = textOf(options, 'client-id');
  const named = { tenantId: textOf(options, 'tenant-id'), domain: textOf(options, 'domain') };
  const asIs = readAnswerSettings(path, { ...named, clientId });
  const read = asIs.ok ? asIs : readAnswerSettings(path, { ...named, clientId: clientId ?? notRegisteredYet });
  if (!read.ok) return read;
  const works = await readDirectoryWork(read.value);
  if (!works.ok) return works;
  const client = await connect();
  if (!client.ok) return client;
  const isRegisteredLater = !asIs.ok || options['token-file'] !== undefined;
  const over = await previewOver(read.value, { client: client.value, isRegisteredLater, signal });
  if (!over.ok) return over;
  const before = await previewDirectoryWork(works.value, client.value, signal);
  return before.ok ? succeed(together(over.value, before.value)) : before;
}

interface Asked {
  readonly client: ControlClient;
  readonly isRegisteredLater: boolean;
  readonly signal: AbortSignal;
}

/** Null where there is no set-up yet, and nothing to be said of the first. Problems: those of readPassword. */
async function previewOver(
  answers: AnswerSettings,
  { client, isRegisteredLater, signal }: Asked,
): Promise<Result<CommandOutput | null>> {
  const read = await client.request('settings.get', {}, signal);
  if (!read.ok) return await previewFirst(answers, { client, isRegisteredLater, signal });
  const before = read.value.settings;
  const given = keepUnnamed(answers, before);
  const passwords = await readWrittenPasswords(answers);
  if (!passwords.ok) return passwords;
  const change = { before, given, domainPasswords: passwords.value, isRegisteredLater };
  const effect = await showSetUpEffect(client, change, { options: {}, signal });
  const changes = describeDifference(before, asSetUp(given, before, isRegisteredLater));
  const said = changes.length === 0 ? unchangedText : changedText(changes);
  if (!effect.ok) return succeed(endingHere(effect.problem, { changes, said }));
  if (effect.value.kind === 'harmless') return succeed({ json: { changes }, text: `${said}${effect.value.text}` });
  const { json, text } = effect.value.output;
  return succeed({ json: { changes, effect: json }, text, isFailure: true });
}

/** Nobody is kept who could leave, but for whom the answers name the record that managed them. */
async function previewFirst(
  { settings: given }: AnswerSettings,
  { client, isRegisteredLater, signal }: Asked,
): Promise<Result<CommandOutput | null>> {
  const change = { before: null, given, domainPasswords: new Map(), isRegisteredLater };
  const effect = await showSetUpEffect(client, change, { options: {}, signal });
  return succeed(effect.ok ? null : endingHere(effect.problem, { changes: [], said: '' }));
}

interface Said {
  readonly changes: readonly string[];
  readonly said: string;
}

const endingHere = (ending: Problem, { changes, said }: Said): CommandOutput => ({
  json: { changes, effect: { problem: ending } },
  text: `${said}The set-up would end here:\n${indent(problemText(ending), 2)}`,
  isFailure: true,
});

const unchangedText = 'All settings would be as before.\n';
const changedText = (changes: readonly string[]) =>
  `Would change; every other setting stays as it is:\n${changes.map((change) => `  ${change}\n`).join('')}`;

/** What the agent alone knows of the settings is as it was, as far as the answers do not name it. */
function asSetUp(given: SetupSettings, { configurationId, tenant }: Settings, isRegisteredLater: boolean): Settings {
  const isSameTenant = given.tenant.tenantId === tenant.tenantId;
  return {
    ...given,
    configurationId: given.configurationId ?? configurationId,
    tenant: {
      ...given.tenant,
      ...(isRegisteredLater && { clientId: tenant.clientId }),
      ownershipExtension: given.tenant.ownershipExtension ?? (isSameTenant ? tenant.ownershipExtension : null),
    },
  };
}

async function readWrittenPasswords({ domains, folder }: AnswerSettings): Promise<Result<ReadonlyMap<string, Secret>>> {
  const passwords = new Map<string, Secret>();
  for (const { name, account, identity, password: source, place } of domains) {
    if (identity === 'service' || source === 'prompt') continue;
    const password = await readPassword(source, { account, place: `${place}.password`, folder });
    if (!password.ok) return password;
    passwords.set(name, password.value);
  }
  return succeed(passwords);
}

/** Where the set-up would end before, nothing is done in the directory until --yes confirms it. */
function together(over: CommandOutput | null, before: CommandOutput): CommandOutput {
  if (over === null) return before;
  return {
    json: { ...over.json, ...before.json },
    text: `${over.text}\n${before.text}`,
    isFailure: over.isFailure === true || before.isFailure === true,
  };
}
