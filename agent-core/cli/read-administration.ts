/** What a command for an administrator of a directory is told: which domain, who the administrator is, and where the password comes from. */
import type { ControlClient } from '../client/control-client.ts';
import { passwordSourceSchema } from '../contract/answers.ts';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import type { DomainAddress } from '../contract/rights-requests.ts';
import type { DomainSettings, ScopeSettings } from '../contract/settings.ts';
import type { CommandContext } from './command.ts';
import { readAnswersDomains, readPassword } from './read-answers.ts';

type Options = CommandContext['options'];

export const administrationOptions = {
  domain: { type: 'string', means: 'which one, where there are several' },
  answers: { type: 'string', means: 'the answer file of the set-up that follows, where there are no settings yet' },
  administrator: { type: 'string', means: 'of the domain, in whose name it is done; not kept' },
  'password-file': {
    type: 'string',
    means: 'where the password of the administrator stands, instead of asking for it',
  },
  'password-file-descriptor': { type: 'string', means: 'where it is read from instead' },
} as const;

export const administrationUsage =
  '[--domain NAME] [--answers FILE] --administrator ACCOUNT [--password-file FILE] [--password-file-descriptor N]';

export interface Administration {
  readonly domain: DomainAddress;
  /** Of the domain, as it is set up or as the answer file has it. */
  readonly settings: DomainSettings;
  readonly scope: ScopeSettings;
  readonly administrator: { readonly account: string; readonly password: string };
}

export function findAdministrationMistake(options: Options): string | null {
  const descriptor = options['password-file-descriptor'];
  return descriptor === undefined || /^[0-9]{1,4}$/.test(String(descriptor))
    ? null
    : '--password-file-descriptor needs a number';
}

/** The domain of the answer file, or one that is set up; without --domain the only one. Problem: setup.unknown-domain. */
export async function readAdministration(
  options: Options,
  client: ControlClient,
  signal: AbortSignal,
): Promise<Result<Administration>> {
  const known = await readKnown(options, client, signal);
  if (!known.ok) return known;
  const { domains, scope, isConfigured } = known.value;
  const wanted = typeof options.domain === 'string' ? options.domain.toLowerCase() : null;
  const [only, ...others] = wanted === null ? domains : domains.filter(({ name }) => name === wanted);
  if (only === undefined || others.length > 0) {
    const names = domains.map(({ name }) => name).join(', ');
    return fail(problem('setup.unknown-domain', `${wanted ?? 'name one with --domain'}; known: ${names}`));
  }
  const account = String(options.administrator);
  const source = passwordSourceSchema.parse(sourceOf(options));
  const password = await readPassword(source, { account, place: '--administrator', folder: process.cwd() });
  if (!password.ok) return password;
  const { name, controllers, security, certificateAuthorities } = only;
  return succeed({
    domain: isConfigured ? { configured: name } : { name, controllers, security, certificateAuthorities },
    settings: only,
    scope,
    administrator: { account, password: password.value.reveal() },
  });
}

async function readKnown(options: Options, client: ControlClient, signal: AbortSignal) {
  if (typeof options.answers === 'string') {
    const answers = readAnswersDomains(options.answers);
    return answers.ok ? succeed({ ...answers.value, isConfigured: false }) : answers;
  }
  const saved = await client.request('settings.get', {}, signal);
  if (!saved.ok) return saved;
  const { domains, scope } = saved.value.settings;
  return succeed({ domains: [...domains], scope, isConfigured: true });
}

function sourceOf(options: Options) {
  if (options['password-file-descriptor'] !== undefined)
    return { fileDescriptor: Number(options['password-file-descriptor']) };
  return typeof options['password-file'] === 'string' ? { file: options['password-file'] } : 'prompt';
}
