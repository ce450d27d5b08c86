/** A bound connection to a controller of one domain, for as long as a piece of work takes. */
import { Client } from 'ldapts';
import { problem } from '../contract/problem.ts';
import { fail, type Result } from '../contract/result.ts';
import type { Secret } from '../contract/secret.ts';
import type { DomainSettings } from '../contract/settings.ts';
import { problemOfLdapError } from './ldap-problems.ts';
import { openSecureSocket, type Trust } from './secure-socket.ts';

export interface DomainAccess {
  readonly settings: DomainSettings;
  readonly password: Secret;
  readonly trust: Trust;
}

/** A controller that says nothing for this long is taken for gone. */
const operationTimeoutMs = 60_000;

/** Everything that can go wrong with the connection becomes a problem here; the connection never outlives `work`. */
export async function withDomainConnection<Value>(
  { settings, password, trust }: DomainAccess,
  signal: AbortSignal,
  work: (client: Client) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  const { host, port } = settings.controller;
  const opened = await openSecureSocket(settings, trust, signal);
  if (!opened.ok) return opened;
  const socket = opened.value;
  const cancel = () => socket.destroy();
  signal.addEventListener('abort', cancel, { once: true });
  const client = new Client({
    url: `ldaps://${host}:${port}`,
    timeout: operationTimeoutMs,
    // The socket above is the connection; when it is gone the client must not open another one by itself.
    createSecureConnection: () => socket,
  });
  try {
    await client.bind(settings.account, password.reveal());
    return await work(client);
  } catch (error) {
    if (signal.aborted) return fail(problem('run.cancelled', `while reading ${settings.name}`));
    return fail(problemOfLdapError(error, `${host}:${port}`));
  } finally {
    signal.removeEventListener('abort', cancel);
    socket.destroy();
  }
}
