/** What a command for an administrator of a directory is told: which domain, who the administrator is, and where the password comes from. */
import type { ControlClient } from '../client/control-client.ts';
import { passwordSourceSchema } from '../contract/password-source.ts';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import type { DomainAddress } from '../contract/rights-requests.ts';
import { type DomainSettings, domainSettingsSchema, type ScopeSettings } from '../contract/settings.ts';
import { addressOptions, findAddressMistake, readAddress } from './address-options.ts';
import type { CommandContext } from './command.ts';
import { readAnswersDomains, readPassword } from './read-answers.ts';

type Options = CommandContext['options'];

/** Who the administrator is, and which domain is meant where there are several. */
export const administratorOptions = {
  domain: { type: 'string', means: 'which one, where there are several' },
  administrator: { type: 'string', means: 'of the domain, in whose name it is done; not kept' },
  'password-file': {
    type: 'string',
    means: 'where the password of the administrator stands, instead of asking for it',
  },
  'password-file-descriptor': { type: 'string', means: 'where it is read from instead' },
} as const;

export const administrationOptions = {
  ...administratorOptions,
  ...addressOptions,
  answers: { type: 'string', means: 'the answer file of the set-up that follows, where there are no settings yet' },
} as const;

export const administrationUsage =
  '[--domain NAME] [--controllers HOST,HOST] [--security KIND] [--certificate-authority-file FILE] [--answers FILE] --administrator ACCOUNT [--password-file FILE] [--password-file-descriptor N]';

export interface Administration {
  readonly domain: DomainAddress;
  /** Of the domain, as it is set up or as the answer file has it; its `account` is empty where nobody has said one yet. */
  readonly settings: Pick<DomainSettings, 'name' | 'account' | 'rights'>;
  readonly scope: ScopeSettings;
  readonly administrator: { readonly account: string; readonly password: string };
}

export function findAdministrationMistake(options: Options): string | null {
  const { domain } = options;
  if (domain !== undefined && !domainSettingsSchema.shape.name.safeParse(domain).success)
    return '--domain takes the DNS name of a domain';
  const address = findAddressMistake(options);
  if (address !== null) return address;
  const descriptor = options['password-file-descriptor'];
  return descriptor === undefined || /^[0-9]{1,4}$/.test(String(descriptor))
    ? null
    : '--password-file-descriptor needs a number';
}

/**
 * The domain of the answer file, or one that is set up; without --domain the only one. An agent that is not set up yet takes any domain
 * that is named, and any agent one of which the command line says how it is reached. Problems: rights.unknown-domain, rights.no-password,
 * answers.named-file-unreadable, answers.no-certificate.
 */
export async function readAdministration(
  options: Options,
  client: ControlClient,
  signal: AbortSignal,
): Promise<Result<Administration>> {
  const meant = await readMeant(options, client, signal);
  if (!meant.ok) return meant;
  const [only, ...others] = meant.value;
  if (only === undefined || others.length > 0) {
    const names = meant.value.map(({ settings }) => settings.name).join(', ');
    return fail(problem('rights.unknown-domain', `name one with --domain; known: ${names}`));
  }
  const administrator = await readAdministrator(options);
  return administrator.ok ? succeed({ ...only, administrator: administrator.value }) : administrator;
}

/** Every domain that is set up, or the one that is named, with the same administrator. Problems as above. */
export async function readAdministrations(
  options: Options,
  client: ControlClient,
  signal: AbortSignal,
): Promise<Result<readonly Administration[]>> {
  const meant = await readMeant(options, client, signal);
  if (!meant.ok) return meant;
  const administrator = await readAdministrator(options);
  if (!administrator.ok) return administrator;
  return succeed(meant.value.map((each) => ({ ...each, administrator: administrator.value })));
}

type Meant = Omit<Administration, 'administrator'>;

async function readMeant(
  options: Options,
  client: ControlClient,
  signal: AbortSignal,
): Promise<Result<readonly Meant[]>> {
  const wanted = typeof options.domain === 'string' ? options.domain.toLowerCase() : null;
  const known = await readKnown(options, client, signal);
  if (!known.ok && known.problem.code !== 'setup.required') return known;
  const meant = known.ok ? known.value.filter(({ settings }) => wanted === null || settings.name === wanted) : [];
  const address = wanted === null ? succeed(null) : readAddress(options, wanted);
  if (!address.ok) return address;
  if (wanted !== null && address.value !== null)
    return succeed([{ ...(meant[0] ?? unknownYet(wanted)), domain: address.value }]);
  if (!known.ok)
    return wanted === null
      ? fail(problem('rights.unknown-domain', 'the agent is not set up: name one with --domain'))
      : succeed([unknownYet(wanted)]);
  if (meant.length > 0) return succeed(meant);
  const names = known.value.map(({ settings }) => settings.name).join(', ');
  return fail(problem('rights.unknown-domain', `${wanted}; known: ${names}`));
}

async function readKnown(
  options: Options,
  client: ControlClient,
  signal: AbortSignal,
): Promise<Result<readonly Meant[]>> {
  if (typeof options.answers === 'string') {
    const answers = readAnswersDomains(options.answers);
    if (!answers.ok) return answers;
    const { domains, scope } = answers.value;
    return succeed(domains.map((settings) => ({ settings, scope, domain: addressOf(settings) })));
  }
  const saved = await client.request('settings.get', {}, signal);
  if (!saved.ok) return saved;
  const { domains, scope } = saved.value.settings;
  return succeed(domains.map((settings) => ({ settings, scope, domain: { configured: settings.name } })));
}

function addressOf({ name, controllers, security, certificateAuthorities }: DomainSettings): DomainAddress {
  return { name, controllers, security, certificateAuthorities };
}

/** Found by its name, and asked over a sealed connection, which needs no certificate (rule R20). */
function unknownYet(name: string): Meant {
  const address = {
    name,
    controllers: { kind: 'automatic' },
    security: 'integrated',
    certificateAuthorities: null,
  } as const;
  return { domain: address, settings: { name, account: '', rights: 'domain' }, scope: { kind: 'all' } };
}

async function readAdministrator(options: Options): Promise<Result<Administration['administrator']>> {
  const account = String(options.administrator);
  const source = passwordSourceSchema.parse(sourceOf(options));
  const password = await readPassword(source, { account, place: account, folder: process.cwd() });
  return password.ok
    ? succeed({ account, password: password.value.reveal() })
    : fail(problem('rights.no-password', password.problem.detail));
}

function sourceOf(options: Options) {
  if (options['password-file-descriptor'] !== undefined)
    return { fileDescriptor: Number(options['password-file-descriptor']) };
  return typeof options['password-file'] === 'string' ? { file: options['password-file'] } : 'prompt';
}
