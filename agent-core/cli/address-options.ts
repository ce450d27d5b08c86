/** How a domain is reached, where a command line says it itself: on an agent that is not set up yet, or no more, or with other domains. */

import { type Result, succeed } from '../contract/result.ts';
import type { DomainAddress } from '../contract/rights-requests.ts';
import { type ControllerSettings, controllersSettingsSchema, domainSettingsSchema } from '../contract/settings.ts';
import type { CommandContext } from './command.ts';
import { readAuthorities } from './read-answers.ts';

type Options = CommandContext['options'];

export const addressOptions = {
  controllers: {
    type: 'string',
    means:
      'who is asked instead of those that DNS names, with commas between them; each may be HOST:PORT, and end in =ADDRESS',
  },
  security: {
    type: 'string',
    means:
      'how the connection is protected: automatic, ldaps, starttls, or integrated (sealed by Kerberos, as it is unless said)',
  },
  'certificate-authority-file': {
    type: 'string',
    means: "PEM file that issued the controllers' certificates, if the system does not trust it",
  },
} as const;

const isGiven = (options: Options) => Object.keys(addressOptions).some((name) => options[name] !== undefined);

export function findAddressMistake(options: Options): string | null {
  if (!isGiven(options)) return null;
  const { domain, answers, security, controllers } = options;
  if (domain === undefined) return '--controllers, --security and --certificate-authority-file need --domain';
  if (answers !== undefined) return '--answers says already how the domain is reached';
  if (!domainSettingsSchema.shape.security.safeParse(security).success)
    return '--security takes automatic, ldaps, starttls or integrated';
  return controllersSettingsSchema.safeParse(controllersOf(controllers)).success
    ? null
    : '--controllers takes one to eight HOST[:PORT][=ADDRESS], with commas between them';
}

/** @returns null where the command line says nothing of it. Problems: answers.named-file-unreadable, answers.no-certificate. */
export function readAddress(options: Options, name: string): Result<DomainAddress | null> {
  if (!isGiven(options)) return succeed(null);
  const { 'certificate-authority-file': file, security = 'integrated', controllers } = options;
  const authorities = readAuthorities(typeof file === 'string' ? file : null, process.cwd());
  if (!authorities.ok) return authorities;
  return succeed({
    name,
    controllers: controllersSettingsSchema.parse(controllersOf(controllers)),
    security: domainSettingsSchema.shape.security.parse(security),
    certificateAuthorities: authorities.value,
  });
}

function controllersOf(given: Options[string]) {
  if (typeof given !== 'string') return { kind: 'automatic' };
  return { kind: 'chosen', hosts: given.split(',').map(controllerOf) };
}

function controllerOf(word: string): Record<keyof ControllerSettings, unknown> {
  const { host, port, address } =
    /^(?<host>[^:=]*)(?::(?<port>\d{1,5}))?(?:=(?<address>.*))?$/.exec(word.trim())?.groups ?? {};
  return { host, port: port === undefined ? null : Number(port), address: address ?? null };
}
