/** How a command gets the access token of a person: through a file descriptor, or by a sign-in with a device code. Never from its arguments. */
import { readFileSync } from 'node:fs';
import { getCACertificates } from 'node:tls';
import { errorCodeOf } from '../../contract/error-code.ts';
import { problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import { Secret } from '../../contract/secret.ts';
import type { CommandContext } from '../command.ts';
import type { NamedTenant } from '../read-tenant-draft.ts';

export const personTokenOptions = {
  'client-id': { type: 'string', means: 'of the application by which a person signs in' },
  tenant: { type: 'string', means: 'whose person it is: a domain name or an id' },
  'token-file-descriptor': {
    type: 'string',
    means: 'where the access token of a person is read from, instead of a sign-in',
  },
} as const;

type Options = CommandContext['options'];

export function findTokenMistake(name: string, options: Options): string | null {
  const descriptor = options['token-file-descriptor'];
  if (descriptor === undefined && options['client-id'] === undefined)
    return `${name} needs --client-id, or --token-file-descriptor`;
  return descriptor === undefined || /^[0-9]{1,4}$/.test(String(descriptor))
    ? null
    : '--token-file-descriptor needs a number';
}

/** Problem: registration.not-signed-in. */
export async function readPersonToken(
  options: Options,
  { draft: tenant, tenantId }: NamedTenant,
  signal: AbortSignal,
): Promise<Result<Secret>> {
  const descriptor = options['token-file-descriptor'];
  if (descriptor !== undefined) return readTokenFrom(Number(descriptor));
  const signIn = {
    tenant,
    authorities: [...getCACertificates('default'), ...getCACertificates('system')],
    clientId: String(options['client-id']),
    tenantName: String(options.tenant ?? tenantId ?? 'organizations'),
    // Standard output is the answer's.
    showCode: (message: string) => void process.stderr.write(`${message}\n`),
  };
  // Only here: the library would make every other command start later.
  const { signInWithDeviceCode } = await import('./device-code.ts');
  return signInWithDeviceCode(signIn, signal);
}

/** Problem: registration.not-signed-in. */
export const readTokenFile = (path: string): Result<Secret> => readToken(path, path);

const readTokenFrom = (descriptor: number): Result<Secret> => readToken(descriptor, `file descriptor ${descriptor}`);

function readToken(from: string | number, name: string): Result<Secret> {
  try {
    const token = readFileSync(from, 'utf8')
      .replace(/^\uFEFF/, '')
      .trim();
    return token === '' ? fail(problem('registration.not-signed-in', `${name} is empty`)) : succeed(new Secret(token));
  } catch (error) {
    return fail(problem('registration.not-signed-in', `${name}: ${errorCodeOf(error)}`));
  }
}
